import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';
import { NODE_BUNDLE } from './bundle.mjs';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const PAGE = join(ROOT, 'src/demo/page/client');
/** Not in dist/, which `npm run build` empties: a demo that runs keeps its bot. */
const OUT = join(ROOT, 'node_modules/.cache/squawk-demo');

/**
 * Bundles the bot, the demo and its page.
 * @returns {Promise<string>} the folder of the bundles
 */
export async function bundleDemo() {
  const common = { absWorkingDir: ROOT, outdir: OUT, write: false };
  const bundles = await Promise.all([
    build({
      ...NODE_BUNDLE,
      ...common,
      entryPoints: {
        bot: 'src/main.ts',
        demo: 'src/demo/main.ts',
        'stop-with-parent': 'src/demo/stop-with-parent.ts',
      },
    }),
    build({
      ...common,
      entryPoints: [
        { in: join(PAGE, 'main.ts'), out: 'page' },
        { in: join(PAGE, 'style.css'), out: 'page' },
      ],
      bundle: true,
      format: 'esm',
      target: 'es2022',
      minify: true,
      legalComments: 'none',
      logLevel: 'warning',
      // The copy of lit that the components use is the page's too.
      conditions: ['browser', 'production'],
      tsconfig: join(PAGE, 'tsconfig.json'),
    }),
  ]);
  await stop();

  await mkdir(OUT, { recursive: true });
  const files = bundles.flatMap(({ outputFiles }) =>
    outputFiles.map(({ path, contents }) => ({ path, contents })),
  );
  files.push({ path: join(OUT, 'index.html'), contents: await readFile(join(PAGE, 'index.html')) });
  for (const { path, contents } of files) {
    const present = await readFile(path).catch(() => undefined);
    if (present?.equals(contents)) continue;
    // Another demo may be reading the old one: it gets the whole old file or the whole new one.
    const temporary = `${path}.${process.pid}`;
    await writeFile(temporary, contents);
    await rename(temporary, path);
  }
  return OUT;
}
