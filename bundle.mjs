/** How every program of Squawk is bundled for Node. @type {import('esbuild').BuildOptions} */
export const NODE_BUNDLE = {
  outbase: '.',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  sourcemap: 'linked',
  sourcesContent: false,
  // Has a binary part; and what discord.js takes only if somebody installed it.
  external: ['libsql', 'zlib-sync', 'bufferutil', 'utf-8-validate'],
  // What CommonJS packages in the bundle expect to find around them.
  banner: {
    js: [
      "import { createRequire as createRequireForBundle } from 'node:module';",
      "import { dirname as dirnameForBundle } from 'node:path';",
      "import { fileURLToPath as fileURLToPathForBundle } from 'node:url';",
      'const require = createRequireForBundle(import.meta.url);',
      'const __filename = fileURLToPathForBundle(import.meta.url);',
      'const __dirname = dirnameForBundle(__filename);',
    ].join('\n'),
  },
  logLevel: 'warning',
};
