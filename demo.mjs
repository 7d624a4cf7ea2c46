import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleDemo } from './demo-bundle.mjs';

/** `npm run demo`: bundles the bot, the demo and its page, and starts the demo. */
await import(pathToFileURL(join(await bundleDemo(), 'demo.js')).href);
