import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Stage } from './harness.ts';
import { setStage } from './harness.ts';
import {
  addSchedule,
  ask,
  BOARDS_ID,
  boardsOf,
  listed,
  MINUTE,
  NEWS_ID,
  POSTING,
  runNow,
} from './posting.ts';
import { textOf } from './reading.ts';
import { useScene } from './scene.ts';

const FILE = 'schedules.json';
const EXAMPLE = new URL('../../config/schedules.example.json', import.meta.url);
const ENV = { SCHEDULES_FILE: FILE };

function write({ folder }: Pick<Stage, 'folder'>, schedules: readonly object[]): void {
  writeFileSync(join(folder, FILE), JSON.stringify({ schedules }));
}

const HOURLY = { id: 'hourly-kills', board: 'kills', channel: BOARDS_ID, when: 'hourly', top: 5 };

describe('the schedules of a file', () => {
  const scene = useScene({ ...POSTING, env: ENV, prepare: ({ stage }) => write(stage, [HOURLY]) });
  const posts = (id: string) => scene.discord.channel(id).messages;

  it('post beside those that were made in Discord', async () => {
    const made = await addSchedule(scene, { board: 'credits', channel: NEWS_ID, when: 'daily 10:00' });
    const text = await listed(scene);
    expect(text).toMatch(/`hourly-kills` · 📄 of the schedules file/u);
    expect(text).toMatch(new RegExp(`^\`${made}\`$`, 'mu'));
    await scene.forwardTo(Date.parse('2026-11-22T10:00:00Z'));
    expect(textOf(await boardsOf(scene).message())).toContain('🏆 Top kills');
    expect(textOf(await scene.discord.channel(NEWS_ID).message())).toContain('🏆 Most credits');
  });

  it('can be posted and previewed, but neither changed nor removed in Discord, which says where', async () => {
    for (const action of ['edit', 'remove']) {
      const { text, ephemeral } = await ask(scene, action, { schedule: HOURLY.id });
      expect(text).toBe(
        "`hourly-kills` stands in the operator's schedules file and can be changed only there.",
      );
      expect(ephemeral).toBe(true);
    }
    expect((await ask(scene, 'preview', { schedule: HOURLY.id })).text).toContain('🏆 Top kills');
    await runNow(scene, HOURLY.id);
    expect(posts(BOARDS_ID)).toHaveLength(1);
  });

  it('are as the file has them after the next start: changed, gone or new', async () => {
    await scene.bot.stop();
    write(scene.stage, [
      { ...HOURLY, when: '30 * * * *', top: 3 },
      { ...HOURLY, id: 'more', channel: NEWS_ID },
    ]);
    await scene.start();
    const changed = await listed(scene);
    expect(changed).toMatch(/`hourly-kills`[\s\S]*`30 \* \* \* \*`/u);
    expect(changed).toContain('`more`');
    await scene.forwardTo(Date.parse('2026-11-22T10:30:00Z'));
    await expect.poll(() => posts(BOARDS_ID).map(textOf).join('')).toContain('Top **3** ranked');
    expect(posts(BOARDS_ID)).toHaveLength(1);

    await scene.bot.stop();
    write(scene.stage, []);
    await scene.start();
    const text = await listed(scene);
    expect(text).toContain('**1** in all');
    expect(text).toContain('Most credits');
    await scene.forward(60 * MINUTE);
    expect(posts(BOARDS_ID)).toHaveLength(1);
  });
});

describe('a faulty schedules file', () => {
  let stage: Stage | undefined;
  afterEach(() => stage?.close());
  const startOn = async (prepare: (on: Stage) => void) => {
    stage = await setStage({ env: ENV });
    prepare(stage);
    const bot = stage.spawn();
    expect(await bot.exited).toMatchObject({ code: 1 });
    expect(bot.output).toContain('config/schedules.example.json shows how one looks');
    expect(stage.discord.gateway.identifies).toEqual([]);
    return bot.output;
  };

  it('keeps the bot from starting, which lists every field that is wrong', async () => {
    const output = await startOn((on) =>
      write(on, [
        { ...HOURLY, id: 'One Two', channel: 'boards', mode: 'often', colour: 'red' },
        { ...HOURLY, pin: 'yes', top: '5' },
        { id: HOURLY.id, channel: BOARDS_ID, when: 'hourly' },
      ]),
    );
    for (const fault of [
      /schedule 1 \("One Two"\), id does not consist of/u,
      /schedule 1 \("One Two"\), channel is not a Discord id/u,
      /schedule 1 \("One Two"\), mode is neither "edit" nor "post"/u,
      /schedule 1 \("One Two"\).* has "colour", which I do not know/u,
      /schedule 2 \("hourly-kills"\), pin is neither true nor false/u,
      /schedule 2 \("hourly-kills"\), top is not a whole number/u,
      /schedule 3 \("hourly-kills"\) has neither "board" nor "digest"/u,
    ])
      expect(output).toMatch(fault);
  });

  it('keeps the bot from starting with what can be read but not be posted, all of it', async () => {
    const output = await startOn((on) =>
      write(on, [
        { ...HOURLY, id: 'a', board: 'best' },
        { ...HOURLY, id: 'b', when: '0 9 30 2 *' },
        { ...HOURLY, id: 'c', timezone: 'Mars/Olympus' },
        { ...HOURLY, id: 'd', period: 'week' },
        { ...HOURLY, id: 'e', mentionRole: BOARDS_ID },
        { ...HOURLY, id: 'f', when: 'every 2 minutes' },
      ]),
    );
    for (const fault of [
      /"a" of the schedules file is not possible: There is no such board/u,
      /"b" of the schedules file is not possible: .*never due/u,
      /"c" of the schedules file is not possible: I know no time zone/u,
      /"d" of the schedules file is not possible: .*has no periods/u,
      /"e" of the schedules file is not possible: .*pings nobody/u,
      /"f" of the schedules file is not possible: .*due again after 2 min/u,
    ])
      expect(output).toMatch(fault);
  });

  it.each([
    ['is not there', undefined, /schedules\.json does not exist/u],
    ['is no JSON', '{"schedules": [', /schedules\.json is no JSON/u],
    ['is another kind of JSON', '[]', /schedules\.json is no object with "schedules"/u],
  ])('keeps the bot from starting when it %s', async (_, content, says) => {
    const output = await startOn(({ folder }) => {
      if (content !== undefined) writeFileSync(join(folder, FILE), content);
    });
    expect(output).toMatch(says);
  });

  it('is none that comes with the bot as an example', async () => {
    stage = await setStage({ env: ENV });
    writeFileSync(join(stage.folder, FILE), readFileSync(EXAMPLE));
    const bot = await stage.start();
    await bot.log(({ msg }) => msg === 'the schedules file is in step');
  });
});
