import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Chromium of this machine: the one of CHROMIUM_PATH, else the first on PATH; undefined where none is installed. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'] ?? '';
  if (named !== '') return isProgram(named) ? named : undefined;
  return (env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts the machine's Chromium without a window. @throws when there is none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error('No Chromium was found: install one, or set CHROMIUM_PATH to its program.');
  }
  return await chromium.launch({
    executablePath,
    // In a container there is neither a user to drop to nor a graphics card.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}

/**
 * Whether the tests in a browser are to be left out, which is said then: there is no Chromium, and SQUAWK_BROWSER does
 * not say `required`.
 */
export function skipsBrowserTests(env: NodeJS.ProcessEnv = process.env): boolean {
  if (findChromium(env) !== undefined || env['SQUAWK_BROWSER'] === 'required') return false;
  process.stderr.write(
    'The tests in a browser are left out: no Chromium was found on PATH, nor one at CHROMIUM_PATH.\n',
  );
  return true;
}
