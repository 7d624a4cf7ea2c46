import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from './discord.ts';
import { type Death, Mortal } from './mortal.ts';
import { ADMIN, CHANNEL, FIRST_DCS, MINUTE, type Scene, startScene } from './scene.ts';

/** Who waits for how many players, and with which pause in minutes. */
const MEMBERS = [
  { userId: '71', atLeast: 5, pauseMinutes: 10 },
  { userId: '72', atLeast: 9, pauseMinutes: 30 },
] as const;

/** A minute or more in the life of the bot: so many are on the server, and it may be killed while it looks. */
interface Step {
  readonly minutes: number;
  readonly players: number;
  readonly death: Death | undefined;
  readonly boardDeleted: boolean;
  /** Discord takes the next message, and does not say so. */
  readonly lost: boolean;
}

const step = (death: fc.Arbitrary<Death | undefined>): fc.Arbitrary<Step> =>
  fc.record({
    minutes: fc.integer({ min: 1, max: 12 }),
    players: fc.integer({ min: 2, max: 12 }),
    death,
    boardDeleted: fc.nat(9).map((n) => n === 0),
    lost: fc.nat(9).map((n) => n === 0),
  });
const killed = fc.option(fc.record({ steps: fc.integer({ min: 1, max: 16 }), done: fc.boolean() }), {
  nil: undefined,
  freq: 1,
});
const steps = fc.array(step(killed), { minLength: 5, maxLength: 14 });
const stepsWithoutKills = fc.array(step(fc.constant(undefined)), { minLength: 5, maxLength: 25 });

/** Plays the steps, each death followed by a new process. Gives when each look was, and what was seen. */
async function play(
  scene: Scene,
  all: readonly Step[],
): Promise<{ readonly at: number; readonly players: number }[]> {
  await scene.watch.poll();
  await scene.watch.statusBoards.add(CHANNEL, ADMIN);
  for (const member of MEMBERS) {
    await scene.watch.notifications.add(
      { ...member, channelId: '6001', server: FIRST_DCS },
      { class: 'person' },
    );
  }
  const looks: { at: number; players: number }[] = [];
  let { watch } = scene;
  for (const { minutes, players, death, boardDeleted, lost } of all) {
    scene.advance(minutes * MINUTE);
    scene.players(players);
    if (boardDeleted) scene.discord.deleteMessage(scene.discord.in(CHANNEL).at(-1)?.id);
    if (lost) scene.discord.failures.push('lost');
    looks.push({ at: scene.now(), players });
    if (death === undefined) {
      await watch.poll();
      continue;
    }
    const mortal = new Mortal(death);
    const life = await scene.begin({
      posts: (posts) => mortal.of(posts),
      store: (store) => ({
        ...store,
        statusBoards: mortal.of(store.statusBoards),
        notifications: mortal.of(store.notifications),
        attendance: mortal.of(store.attendance),
      }),
    });
    await Promise.race([life.watch.poll(), mortal.died]);
    ({ watch } = await scene.begin());
  }
  // Some quiet minutes at last: whatever was left is settled in them. A deleted board is noticed with the next change.
  scene.discord.failures.length = 0;
  for (let passed = 0; passed < 15; passed += 1) {
    scene.advance(MINUTE);
    scene.players(2 + (passed % 2));
    await watch.poll();
  }
  return looks;
}

describe('whenever the bot is killed and begun again', () => {
  it('nobody is pinged twice for the same crowd, in a pause, or for too few', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const scene = await startScene();
        scene.players(2);
        const looks = await play(scene, all);
        for (const { userId, atLeast, pauseMinutes } of MEMBERS) {
          const pings = scene.discord.pingsOf(userId).map(({ sentAt }) => sentAt);
          for (const [index, at] of pings.entries()) {
            expect(looks.find((look) => look.at === at)?.players).toBeGreaterThanOrEqual(atLeast);
            const before = pings[index - 1];
            if (before === undefined) continue;
            expect(at - before).toBeGreaterThanOrEqual(pauseMinutes * MINUTE);
            const between = looks.filter((look) => look.at > before && look.at < at);
            expect(between.some(({ players }) => players < atLeast)).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('a channel has one board in the end, and it shows what is', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const scene = await startScene();
        await play(scene, all);
        const standing = scene.discord.in(CHANNEL);
        expect(standing).toHaveLength(1);
        expect(textOf(standing[0]?.message)).toContain('**2** / 78 players');
        expect(scene.told).toEqual([]);
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});

describe('as long as the bot runs', () => {
  it('everybody is pinged once for each crowd that is not in a pause', async () => {
    await fc.assert(
      fc.asyncProperty(stepsWithoutKills, async (all) => {
        const scene = await startScene();
        scene.players(2);
        const looks = await play(
          scene,
          all.map((one) => ({ ...one, lost: false, boardDeleted: false })),
        );
        for (const { userId, atLeast, pauseMinutes } of MEMBERS) {
          const expected: number[] = [];
          let armed = true;
          for (const { at, players } of looks) {
            const paused = at - (expected.at(-1) ?? 0) < pauseMinutes * MINUTE;
            if (players < atLeast) armed = true;
            else if (armed && !paused) {
              armed = false;
              expected.push(at);
            }
          }
          expect(scene.discord.pingsOf(userId).map(({ sentAt }) => sentAt)).toEqual(expected);
        }
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('a board is edited exactly when what people see of it changes', async () => {
    const change = fc.record({
      minutes: fc.integer({ min: 1, max: 200 }),
      players: fc.option(fc.integer({ min: 0, max: 3 })),
      status: fc.option(fc.constantFrom('Running', 'Paused', 'Shutdown')),
      mission: fc.option(fc.constantFrom('Snowfox', 'Dynamic *Fury*')),
      restart: fc.option(fc.constantFrom(1, 2)),
      waver: fc.integer({ min: -20, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 3, maxLength: 15 }), async (changes) => {
        const scene = await startScene();
        await scene.watch.poll();
        await scene.watch.statusBoards.add(CHANNEL, ADMIN);
        const board = () => scene.discord.in(CHANNEL)[0];
        const visible = () => textOf(board()?.message).replace(/^Changed .*$/mu, '');
        for (const { minutes, players, status, mission, restart, waver } of changes) {
          scene.advance(minutes * MINUTE);
          const first = scene.first();
          if (players !== null) scene.players(players);
          if (status !== null) first.status = status;
          if (mission !== null && first.mission) first.mission.name = mission;
          if (restart !== null) first.restartAt = Math.floor(scene.now() / 60_000) * 60 + restart * 3_600;
          if (first.mission) first.mission.uptime = Math.max(0, first.mission.uptime + waver);
          const [before, edits] = [visible(), board()?.edits ?? 0];
          await scene.watch.poll();
          expect((board()?.edits ?? 0) - edits).toBe(visible() === before ? 0 : 1);
          expect(visible()).toContain(first.status === 'Shutdown' ? 'Shut down' : first.status);
          if (players !== null && first.status !== 'Shutdown') {
            expect(visible()).toContain(`**${players}** / 78 players`);
          }
          if (mission !== null) expect(visible()).toContain(mission.replaceAll('*', '\\*'));
        }
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});
