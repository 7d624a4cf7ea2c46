import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * The layers are held by `noRestrictedImports` in biome.json, which `npm run check` applies to the real tree.
 * This test plants imports in an empty tree and looks at what that configuration says of them.
 */
const FORBIDDEN = [
  ['src/http/planted.ts', '../battlemetrics/client.ts'],
  ['src/ratelimit/planted.ts', '../http/call.ts'],
  ['src/battlemetrics/resources/planted.ts', '../../moderation/moderation.ts'],
  ['src/dcsserverbot/planted.ts', '../battlemetrics/client.ts'],
  ['src/store/migrations/planted.ts', '../../moderation/moderation.ts'],
  ['src/render/planted.ts', '../discord/command.ts'],
  ['src/moderation/planted.ts', '../discord/posts.ts'],
  ['src/moderation/planted3.ts', '../leaderboards/leaderboards.ts'],
  ['src/leaderboards/planted.ts', '../discord/posts.ts'],
  ['src/leaderboards/planted2.ts', '../moderation/moderation.ts'],
  ['src/watch/planted.ts', '../leaderboards/leaderboards.ts'],
  ['src/render/planted4.ts', '../leaderboards/leaderboards.ts'],
  ['src/store/planted.ts', '../render/board-catalogue.ts'],
  ['src/discord/planted.ts', '../../commands/index.ts'],
  ['src/demo/battlemetrics/planted.ts', '../../battlemetrics/client.ts'],
  ['src/demo/discord/planted.ts', '../../http/call.ts'],
  ['src/discord/planted2.ts', '../demo/discord/simulator.ts'],
  ['commands/planted.ts', '../src/main.ts'],
  ['config/planted.ts', '../src/http/call.ts'],
  ['src/render/planted2.ts', 'discord.js'],
  ['src/battlemetrics/planted.ts', 'undici'],
  ['src/http/planted2.ts', 'bottleneck'],
  ['src/moderation/planted2.ts', 'kysely'],
  ['commands/planted2.ts', 'libsql'],
  ['src/api/planted.ts', '../discord/posts.ts'],
  ['src/api/planted2.ts', '../store/database.ts'],
  ['src/api/planted3.ts', 'undici'],
  ['commands/planted4.ts', '../src/api/run.ts'],
  ['src/http/planted3.ts', '../api/callable.ts'],
] as const;

const ALLOWED = [
  ['src/battlemetrics/resources/planted3.ts', '../../http/call.ts'],
  ['src/battlemetrics/planted3.ts', '../ratelimit/limiter.ts'],
  ['src/render/planted3.ts', '../dcsserverbot/model.ts'],
  ['src/leaderboards/planted3.ts', '../render/board-catalogue.ts'],
  ['src/watch/planted3.ts', '../dcsserverbot/model.ts'],
  ['src/discord/planted4.ts', '../leaderboards/leaderboards.ts'],
  ['src/discord/planted3.ts', 'discord.js'],
  ['src/demo/discord/planted3.ts', '../battlemetrics/world.ts'],
  ['commands/planted3.ts', '../src/discord/command.ts'],
  ['src/api/planted4.ts', '../battlemetrics/battlemetrics.ts'],
  ['src/api/planted5.ts', '../render/escape.ts'],
] as const;

let tree: string;
let complaints: string;

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'squawk-layers-'));
  const config: unknown = JSON.parse(await readFile('biome.json', 'utf8'));
  await writeFile(join(tree, 'biome.json'), JSON.stringify({ ...Object(config), vcs: { enabled: false } }));
  for (const [file, imported] of [...FORBIDDEN, ...ALLOWED]) {
    await mkdir(dirname(join(tree, file)), { recursive: true });
    await writeFile(join(tree, file), `import { x } from '${imported}';\n\nexport const y = x;\n`);
  }
  complaints = await new Promise((done) => {
    execFile(
      resolve('node_modules/.bin/biome'),
      ['lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none'],
      { cwd: tree },
      (_error, stdout) => done(stdout),
    );
  });
});

afterAll(() => rm(tree, { recursive: true, force: true }));

describe('imports run downwards only', () => {
  it.each(FORBIDDEN)('%s may not import %s', (file) => {
    expect(complaints).toContain(`${tree}/${file},`);
  });

  it.each(ALLOWED)('%s may import %s', (file) => {
    expect(complaints).not.toContain(`${tree}/${file},`);
  });
});
