import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/demo/discord/model.ts';
import { answered, ask, banPreview, pressed, told, toldSoFar } from './moderating.ts';
import { buttonsOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const HASTY_LOOKS = fileURLToPath(new URL('hasty-looks.mjs', import.meta.url));
const MESSAGES = '/channels/:channel/messages';
const SOON = { interval: 5, timeout: 10_000 };

/** Something that is sent to BattleMetrics, and of which there must be exactly one in the end. */
interface Sent {
  readonly what: string;
  readonly title: string;
  readonly path: RegExp;
  /** Lets it be sent, and does not wait for it. */
  readonly begin: (scene: Scene, user: Person, playerId: string) => Promise<void>;
  /** How many there are for a player. */
  readonly count: (scene: Scene, playerId: string) => number;
}

const ofPlayer = (all: readonly { readonly playerId?: string | undefined }[], id: string): number =>
  all.filter(({ playerId }) => playerId === id).length;

const BAN: Sent = {
  what: 'a ban',
  title: 'Ban',
  path: /^\/bans$/u,
  async begin(scene, user, player) {
    const { message } = await banPreview(scene, user, { player });
    scene.press(user, message, 'Ban');
  },
  count: ({ battlemetrics: { world } }, id) => ofPlayer(world.bans, id),
};
const NOTE: Sent = {
  what: 'a note',
  title: 'Write note',
  path: /\/relationships\/notes$/u,
  async begin(scene, user, player) {
    scene.run(user, 'note add', { player, text: 'Warned' });
  },
  count: ({ battlemetrics: { world } }, id) => ofPlayer(world.notes, id),
};
const SLOT: Sent = {
  what: 'a reserved slot',
  title: 'Reserve slot',
  path: /^\/reserved-slots$/u,
  async begin(scene, user, player) {
    scene.run(user, 'slot add', { player, duration: '7d' });
  },
  count: ({ battlemetrics: { world } }, id) => ofPlayer(world.reservedSlots, id),
};

async function kill({ bot }: Scene): Promise<void> {
  expect(await bot.stop('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
}

const PEOPLE = [
  'Silent Falcon',
  'Silent Comet',
  'Silent Harrier',
  'Silent Lynx',
  'Iron Comet',
  'Lucky Badger',
];

describe.each([BAN, NOTE, SLOT])('$what whose process is killed', (sent) => {
  const scene = useScene({ dcs: false, env: { NODE_OPTIONS: `--import=${HASTY_LOOKS}` } });
  const people = [...PEOPLE];
  const writes = () => scene.writes('POST', sent.path);

  /** Somebody of whom nothing was asked yet, and what there is so far. */
  function prepare(modName: string) {
    const player = scene.player(people.shift() ?? '');
    const user = scene.stage.moderator(modName);
    const [had, wrote] = [sent.count(scene, player.id), writes().length];
    const made = () => sent.count(scene, player.id) - had;
    const wrotes = () => writes().length - wrote;
    /** Exactly one, told by exactly one message that holds all. */
    const expectOne = async () => {
      const record = await told(
        scene,
        new RegExp(`^${sent.title}\\n[\\s\\S]*✅ Done[\\s\\S]*${modName}`, 'u'),
      );
      for (const part of [player.name, player.id, `<@${user.id}>`]) expect(record.text).toContain(part);
      expect(buttonsOf(record.message)).toEqual(['Undo']);
      expect([made(), wrotes()]).toEqual([1, 1]);
      const found = await ask(scene, user, 'audit search', { moderator: user.id });
      expect(found.text).toMatch(/\*\*1 action\*\*[\s\S]*✅/u);
      expect(toldSoFar(scene, new RegExp(modName, 'u'))).toHaveLength(1);
    };
    const begin = () => sent.begin(scene, user, player.id);
    return { player, user, modName, made, wrotes, expectOne, begin };
  }

  it('before it was carried out is unknown after a restart, can be looked for again, and is not sent again', async () => {
    const { begin, made, wrotes, modName } = prepare('Cut Mod');
    scene.battlemetrics.faults.add({ fault: { kind: 'reset' }, method: 'POST', path: sent.path, times: 1 });
    await begin();
    await expect.poll(wrotes, SOON).toBe(1);
    await kill(scene);
    await scene.start();
    const record = await told(scene, new RegExp(`⚠️ Unknown whether it happened[\\s\\S]*${modName}`, 'u'));
    expect(record.text).toMatch(/not found afterwards, which does not prove that it was not made/u);
    expect(buttonsOf(record.message)).toEqual(['Look again']);
    const again = await pressed(scene, scene.stage.moderator(), record, 'Look again');
    expect(again.text).toMatch(/It is unknown whether this happened[\s\S]*Do not repeat it/u);
    expect([made(), wrotes()]).toEqual([0, 1]);
    expect(toldSoFar(scene, new RegExp(modName, 'u'))).toHaveLength(1);
  });

  it('after it was carried out and before the answer is found', async () => {
    const { begin, made, expectOne } = prepare('Hanging Mod');
    const fault = { kind: 'execute-then-hang' } as const;
    scene.battlemetrics.faults.add({ fault, method: 'POST', path: sent.path, times: 1 });
    await begin();
    await expect.poll(made, SOON).toBe(1);
    await kill(scene);
    expect(scene.stage.audit.messages).toHaveLength(1);
    await scene.start();
    await expectOne();
  });

  it('after the answer and before the store has it is found', async () => {
    const { begin, made, wrotes, expectOne } = prepare('Locked Mod');
    const path = sent.path;
    scene.battlemetrics.faults.add({ fault: { kind: 'slow', ms: 400 }, method: 'POST', path, times: 1 });
    await begin();
    await expect.poll(wrotes, SOON).toBe(1);
    // It was claimed before it was sent; from here on the bot can write down nothing more.
    const database = new Database(join(scene.stage.folder, 'data/squawk.db'));
    // The bot may be writing at this very moment.
    database.pragma('busy_timeout = 2000');
    database.exec('BEGIN IMMEDIATE');
    await expect.poll(made, SOON).toBe(1);
    await expect.poll(() => writes().at(-1)?.status, SOON).toBe(201);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await kill(scene);
    database.exec('ROLLBACK');
    database.close();
    await scene.start();
    await expectOne();
  });

  it('before Discord has the audit message is told after a restart', async () => {
    const { begin, user, made, expectOne } = prepare('Silent Mod');
    const end = scene.discord.fault({ kind: 'stall', method: 'POST', route: MESSAGES });
    await begin();
    await expect.poll(made, SOON).toBe(1);
    await expect
      .poll(async () => (await ask(scene, user, 'audit search', { moderator: user.id })).text, SOON)
      .toMatch(/✅/u);
    await kill(scene);
    end();
    await scene.start();
    await expectOne();
  });

  it('at the moment when Discord has the audit message is told once', async () => {
    const { begin, modName, expectOne } = prepare('Posting Mod');
    const { bot } = scene;
    const end = scene.stage.audit.watch(() => {
      if (bot.running && toldSoFar(scene, new RegExp(modName, 'u')).length > 0)
        process.kill(bot.pid, 'SIGKILL');
    });
    await begin();
    expect(await bot.exited).toMatchObject({ signal: 'SIGKILL' });
    end();
    await scene.start();
    await expectOne();
  });

  // The others are asked for without a question.
  if (sent !== BAN) return;
  it('before it was confirmed is asked about still, and made once', async () => {
    const { player, user, wrotes, expectOne } = prepare('Early Mod');
    const question = await banPreview(scene, user, { player: player.id });
    await kill(scene);
    await scene.start();
    expect(wrotes()).toBe(0);
    await answered(scene, user, question, 'Ban', /✅ Banned/u);
    await expectOne();
  });
});
