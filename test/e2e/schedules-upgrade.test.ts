import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildFixture } from '../store/fixtures.ts';
import { addSchedule, boardsOf, POSTING, runNow } from './posting.ts';
import { answerTo } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const pathOf = (scene: Scene) => join(scene.stage.folder, 'data/squawk.db');
const rows = z.array(z.record(z.string(), z.unknown()));

function read(path: string, sql: string) {
  const database = new Database(path, { readonly: true });
  try {
    return rows.parse(database.prepare(sql).all());
  } finally {
    database.close();
  }
}

describe('the database of the bot before leaderboards', () => {
  const actions = 'SELECT id, kind, moderator_id, subject, request FROM moderation_actions ORDER BY id';
  const scene = useScene({
    ...POSTING,
    prepare: (opened) => {
      mkdirSync(join(opened.stage.folder, 'data'));
      buildFixture(1, pathOf(opened));
    },
  });

  it('is taken over with all that it holds, and leaderboards work on it', async () => {
    const copy = `${pathOf(scene)}.v1.bak`;
    const versions = 'SELECT version FROM migrations ORDER BY version';
    expect(read(copy, versions)).toEqual([{ version: 1 }]);
    expect(read(pathOf(scene), versions).length).toBeGreaterThan(1);
    const before = read(copy, actions);
    expect(before.length).toBeGreaterThan(0);
    expect(read(pathOf(scene), actions)).toEqual(before);
    await runNow(scene, await addSchedule(scene));
    expect(boardsOf(scene).messages).toHaveLength(1);
    const bans = await answerTo(scene.run(scene.stage.moderator(), 'flag list', { player: '1000000007' }));
    expect(bans.ephemeral).toBe(true);
  });

  it('makes no second copy at the next start, and keeps what was added', async () => {
    await scene.bot.stop();
    await scene.start();
    const { text } = await answerTo(scene.run(scene.stage.admin(), 'leaderboard schedule list'));
    expect(text).toContain('**1** in all');
    expect(scene.bot.logs.some(({ msg }) => msg.startsWith('database copied'))).toBe(false);
  });
});
