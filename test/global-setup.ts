import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const ROOT = new URL('..', import.meta.url);

/** Builds the bot once before the end-to-end tests, which run what `npm start` runs. */
export default async function setup(): Promise<void> {
  await promisify(execFile)('npm', ['run', '--silent', 'build'], { cwd: ROOT }).catch((error: unknown) => {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`npm run build failed:\n${output}`, { cause: error });
  });
}
