import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleDemo } from '../../demo-bundle.mjs';
import { launchChromium } from '../demo/browser/chromium.ts';
import { Actor } from './actor.ts';
import { takePicture } from './camera.ts';
import { hashReply, readManifest } from './manifest.ts';
import { SCENES, type Scene } from './scenes.ts';
import { setStage } from './stage.ts';

const FOLDER = fileURLToPath(new URL('../../docs/gallery/', import.meta.url));
const MANIFEST = join(FOLDER, 'manifest.json');
/** Somebody looks at a message when it has been there for a moment. */
const LOOKED_AFTER_MS = 5_000;
/** The scenes wait more than they compute. */
const AT_ONCE = 3;

/**
 * `npm run gallery`: a picture of every reply, made again only where the reply changed. With names of pictures only
 * those; with `--all` every one is made again, for when the page itself looks different.
 */
async function main(args: readonly string[]): Promise<void> {
  const all = args.includes('--all');
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const scenes = Object.values(SCENES).flat();
  const programs = await bundleDemo();
  const folder = await mkdtemp(join(tmpdir(), 'squawk-gallery-'));
  const old = all ? {} : await readManifest(MANIFEST);
  await mkdir(FOLDER, { recursive: true });
  const present = new Set(await readdir(FOLDER));
  const hashes = new Map(Object.entries(await readManifest(MANIFEST)));
  const left = scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const browser = await launchChromium();
  let made = 0;
  let failed = 0;

  const perform = async ({ name, role = 'member', play, ...setting }: Scene): Promise<void> => {
    const stage = await setStage({ programs, folder }, setting);
    try {
      const message = await play(new Actor(stage, role));
      const hash = hashReply(message);
      if (old[name] === hash && present.has(`${name}.png`)) return;
      const shot = {
        url: stage.url,
        role,
        channel: message.channel,
        message: message.id,
        now: stage.now() + LOOKED_AFTER_MS,
        opens: message.opens,
      };
      await writeFile(join(FOLDER, `${name}.png`), await takePicture(browser, shot));
      hashes.set(name, hash);
      made += 1;
      say(`${name}.png`);
    } catch (error) {
      failed += 1;
      say(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      // A bot with something in flight takes seconds to stop; the next scene need not wait for it.
      void stage.close();
    }
  };
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let scene = left.shift(); scene !== undefined; scene = left.shift()) await perform(scene);
  });
  await Promise.all(workers);
  await browser.close();
  await rm(folder, { recursive: true, force: true });

  const names = scenes.map(({ name }) => name);
  for (const file of present) {
    if (file.endsWith('.png') && !names.includes(file.slice(0, -4))) await rm(join(FOLDER, file));
  }
  const manifest = Object.fromEntries(
    names.flatMap((name) => (hashes.has(name) ? [[name, hashes.get(name)]] : [])),
  );
  await writeIfChanged(MANIFEST, `${JSON.stringify(manifest, undefined, 2)}\n`);
  await writeIfChanged(join(FOLDER, 'README.md'), listing());
  say(made === 0 ? 'No reply changed; no picture was made.' : `${made} pictures were made.`);
  if (failed > 0) process.exitCode = 1;
}

function listing(): string {
  const sections = Object.entries(SCENES).map(([title, scenes]) => {
    const heading = title.startsWith('/') ? `\`${title}\`` : title;
    const rows = scenes.map(
      ({ name, alt }) => `### ${name}\n\n${alt}.\n\n<img src="${name}.png" width="412" alt="${alt}">\n`,
    );
    return `## ${heading}\n\n${rows.join('\n')}`;
  });
  return `# What Squawk answers\n\nThe replies of all commands, when all is well and when it is not. \`npm run gallery\` makes these pictures, of an invented community.\n\n${sections.join('\n')}`;
}

async function writeIfChanged(path: string, text: string): Promise<void> {
  const present = await readFile(path, 'utf8').catch(() => undefined);
  if (present !== text) await writeFile(path, text);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main(process.argv.slice(2));
// Bots with something in flight need not be waited for.
process.exit();
