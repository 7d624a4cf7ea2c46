import { describe, expect, it } from 'vitest';
import { answerTo, buttonsOf, menuOf, replyLike } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

/** As long as anybody's, and every character is escaped. */
const LONG = '*_~|`'.repeat(60);

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe.each(['documented', 'current'] as const)(
  'a large community with DCSServerBot in the %s version fits into messages:',
  (version) => {
    const scene = useScene({ dcs: version, battlemetrics: false, prepare: enlargeDcs });

    it('/servers, on every page', async () => {
      const user = scene.stage.member();
      let { message } = await answerTo(scene.run(user, 'servers'));
      for (let page = 2; buttonsOf(message).includes('▶'); page += 1) {
        const next = scene.discord.press({ user, message, label: '▶' });
        message = await next.settled(({ components }) => JSON.stringify(components).includes(`${page} / `));
      }
      expect(message.embeds[0]?.fields?.length).toBeGreaterThan(0);
    });

    it('/topkdr with long names', async () => {
      const { message } = await answerTo(scene.run(scene.stage.member(), 'topkdr'));
      expect(message.embeds[0]?.description).toMatch(/🥇[\s\S]*10/u);
    });

    it('/stats of a pilot with many modules, and of thirty namesakes', async () => {
      const user = scene.stage.member();
      const [pilot] = scene.dcs.world.pilots;
      const { text } = await answerTo(scene.run(user, 'stats', { player: pilot?.name ?? '' }));
      expect(text).toContain('Best modules');
      const question = await answerTo(scene.run(user, 'stats', { player: 'Namesake' }));
      expect(menuOf(question.message).options).toHaveLength(25);
      expect(question.text).toContain('The 25 seen most recently are listed');
    });

    it('completions, 25 at most', async () => {
      const user = scene.stage.member();
      expect(await scene.complete(user, 'stats', 'player', { player: 'a' })).toHaveLength(25);
      await scene.complete(user, 'stats', 'player', { player: '*_~' });
      expect(await scene.complete(user, 'stats', 'player')).toEqual([]);
    });
  },
);

function enlargeDcs({ dcs: { world } }: Scene): void {
  for (const server of times(40, (n) => ({ ...world.servers[0], name: `${n} ${LONG}` }))) {
    world.servers.push(Object.assign({ ...required(world.servers[0]) }, server));
  }
  for (const pilot of world.pilots.slice(0, 10)) pilot.name = `${pilot.name} ${LONG}`.slice(0, 90);
  const [first] = world.pilots;
  const sorties = first?.sorties ?? [];
  for (const [index, sortie] of sorties.entries()) sortie.module = `${index} ${LONG}`;
  const source = required(world.pilots[20]);
  world.pilots.push(
    ...times(30, (n) => ({
      ...source,
      name: 'Namesake',
      ucid: n.toString(16).padStart(32, 'e'),
      lastSeen: source.lastSeen + n * 60_000_000,
    })),
  );
}

describe('large records of BattleMetrics fit into messages:', () => {
  const scene = useScene({ dcs: false, prepare: enlargeBattleMetrics });

  it('/servers', async () => {
    const { message } = await answerTo(scene.run(scene.stage.member(), 'servers'));
    expect(buttonsOf(message)).toEqual(['▶']);
  });

  it('/flag list of many flags with long names', async () => {
    const { id } = scene.player('Silent Falcon');
    const { text } = await answerTo(scene.run(scene.stage.moderator(), 'flag list', { player: id }));
    expect(text).toContain('🚩');
    expect(await scene.complete(scene.stage.moderator(), 'flag add', 'flag')).toHaveLength(25);
  });

  it('/ban of somebody with many identifiers and bans, for the longest reason, and /unban', async () => {
    const user = scene.stage.moderator(LONG.slice(0, 32));
    const player = scene.player('Silent Falcon');
    const options = { player: player.id, reason: LONG.slice(0, 255), note: LONG.repeat(7).slice(0, 2_000) };
    const { message } = await replyLike(
      scene.run(user, 'ban', { ...options, duration: 'perm' }),
      /and \d+ more/u,
    );
    await replyLike(scene.discord.press({ user, message, label: 'Ban' }), /✅ Banned/u);
    await scene.stage.audit.message();
    const choices = await scene.complete(user, 'unban', 'ban');
    expect(choices).toHaveLength(25);
    const question = await answerTo(scene.run(user, 'unban', { ban: String(choices[0]?.value) }));
    await replyLike(
      scene.discord.press({ user, message: question.message, label: 'Lift the ban' }),
      /✅ Ban lifted/u,
    );
  });
});

function enlargeBattleMetrics({ battlemetrics: { world } }: Scene): void {
  const player = required(world.players[6]);
  const [identifier] = player.identifiers;
  Object.assign(player, {
    identifiers: [
      ...player.identifiers,
      ...times(60, (n) => ({
        ...required(identifier),
        id: String(900_000 + n),
        type: 'hwid',
        identifier: LONG,
      })),
    ],
  });
  const now = Date.now();
  world.flags.push(
    ...times(60, (n) => ({
      ...required(world.flags[0]),
      id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      name: `${n} ${LONG}`.slice(0, 200),
      description: LONG,
    })),
  );
  world.flagPlayers.push(
    ...world.flags.map(({ id }) => ({
      playerId: player.id,
      flagId: id,
      addedAt: now,
      removedAt: undefined,
    })),
  );
  world.bans.push(
    ...times(20, (n) => ({
      ...required(world.bans[0]),
      id: String(160_000_000 + n),
      uid: `long${n}xx`,
      timestamp: now - n,
      playerId: player.id,
      expires: null,
      reason: LONG.slice(0, 255),
    })),
  );
  world.servers.push(
    ...times(30, (n) => ({ ...required(world.servers[0]), id: String(2_000_000 + n), name: LONG })),
  );
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the simulated world is too small');
  return value;
}
