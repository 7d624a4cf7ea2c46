import { describe, expect, test } from 'vitest';
import type { SimBan } from '../../../src/demo/battlemetrics/world.ts';
import { type BanRequest, NOBODY } from '../../../src/store/moderation-request.ts';
import { type BotProcess, call, kestrel, order, setScene } from '../scene.ts';

const MINUTE = 60_000;

async function setUp() {
  const scene = await setScene();
  const { world, clock, channel, player } = scene;
  const told = () => channel.messages.filter(({ message }) => textOf(message).includes('made elsewhere'));
  const banElsewhere = (change: Partial<SimBan> = {}): SimBan => {
    world.nextId += 1;
    const ban: SimBan = {
      id: String(world.nextId),
      uid: `web${world.nextId}`,
      timestamp: clock.now(),
      reason: 'Griefing',
      note: null,
      expires: null,
      identifiers: [],
      orgWide: true,
      autoAddEnabled: true,
      nativeEnabled: null,
      playerId: player.id,
      serverId: undefined,
      banListId: undefined,
      writtenAt: clock.now(),
      ...change,
    };
    world.bans.push(ban);
    return ban;
  };
  const pass = async (ms = 2 * MINUTE, { moderation }: BotProcess = scene) => {
    clock.offset += ms;
    await moderation.round();
  };
  return {
    ...scene,
    told,
    banElsewhere,
    pass,
    /** Of each message, in order. */
    bansTold: () =>
      told().map(({ message }) => /(?<=Ban )\d+/u.exec(message.embeds?.[0]?.footer?.text ?? '')?.[0]),
  };
}

function textOf(message: unknown): string {
  return JSON.stringify(message);
}

describe('a ban that nobody made with the bot', () => {
  test('is told in the audit channel once, with who, why and where', async () => {
    const { banElsewhere, pass, told, bansTold, player, world } = await setUp();
    await pass();
    const ban = banElsewhere({ orgWide: false, serverId: '1000101' });
    await pass();
    await pass();
    expect(bansTold()).toEqual([ban.id]);
    const text = textOf(told()[0]?.message);
    for (const part of [player.id, 'Griefing', 'Rust', world.user.nickname, `/rcon/bans/edit/${ban.id}`]) {
      expect(text).toContain(part);
    }
    expect(told()[0]?.pings).toEqual({});
  });

  test('is known, and not told, when it was there before the bot looked first', async () => {
    const { banElsewhere, pass, told } = await setUp();
    banElsewhere();
    await pass();
    await pass();
    expect(told()).toHaveLength(0);
  });

  test('is told although it is the first ban that the organization ever had', async () => {
    const { banElsewhere, pass, bansTold, world } = await setUp();
    world.bans.length = 0;
    await pass();
    await pass();
    const { id } = banElsewhere();
    await pass();
    expect(bansTold()).toEqual([id]);
  });

  test('is none of those that were made with the bot', async () => {
    const { moderation, pass, told, bansMade, banElsewhere, player, store } = await setUp();
    await pass();
    const ban: BanRequest = {
      kind: 'ban',
      subject: { playerId: player.id, name: player.name, steamId: null },
      identifiers: [{ type: 'steamID', identifier: '76561198000000001', manual: true }],
      reason: 'Team kills',
      note: 'Kestrel',
      scope: { kind: 'organization' },
      durationMs: null,
    };
    const { action } = await moderation.ask(ban, order(kestrel));
    await moderation.confirm(action.id, kestrel, call);
    expect(bansMade()).toHaveLength(1);
    const { identifiers, reason, note, scope } = ban;
    await store.actions.create({
      moderator: kestrel,
      request: {
        kind: 'ban-import',
        subject: NOBODY,
        fileName: 'bans.csv',
        scope,
        entries: [{ uid: 'imported1', identifiers, reason, note, expires: null }],
      },
      lapsesAt: null,
    });
    banElsewhere({ uid: 'imported1' });
    await pass();
    expect(told()).toHaveLength(0);
  });

  test('is told without what identifies people, and pings nobody', async () => {
    const { banElsewhere, pass, told } = await setUp();
    await pass();
    banElsewhere({
      reason: '@everyone 76561198000000001 from 192.0.2.77, guid 0123456789abcdef0123456789abcdef',
      note: 'private note',
      identifiers: [{ type: 'steamID', identifier: '76561198000000002' }],
    });
    await pass();
    const text = textOf(told()[0]?.message);
    for (const secret of ['7656119800000000', '192.0.2.77', '0123456789abcdef', 'private note']) {
      expect(text).not.toContain(secret);
    }
    expect(told()[0]?.pings).toEqual({});
  });

  test.each([false, true])(
    'is told although it has ended already (expired alone: %s)',
    async (expiredAlone) => {
      const { banElsewhere, pass, bansTold, world, clock } = await setUp();
      world.expiredAlone = expiredAlone;
      await pass();
      const { id } = banElsewhere({ expires: clock.now() + MINUTE });
      const other = banElsewhere();
      await pass();
      expect([...bansTold()].sort()).toEqual([id, other.id].sort());
    },
  );

  test('is told after one whose time is still to come', async () => {
    const { banElsewhere, pass, bansTold, clock } = await setUp();
    await pass();
    const early = banElsewhere({ timestamp: clock.now() + 365 * 24 * 60 * MINUTE });
    await pass();
    const late = banElsewhere();
    // Longer than is looked back from the newest one.
    await pass(180 * MINUTE);
    await pass();
    expect(bansTold()).toEqual([early.id, late.id]);
  });

  test('is told after months without any', async () => {
    const { banElsewhere, pass, bansTold, world } = await setUp();
    world.bans.length = 0;
    await pass();
    for (let month = 0; month < 5; month += 1) await pass(30 * 24 * 60 * MINUTE);
    const { id } = banElsewhere();
    await pass();
    expect(bansTold()).toEqual([id]);
  });

  test('is told once BattleMetrics answers again, with all that were made in between', async () => {
    const { banElsewhere, pass, bansTold, simulator } = await setUp();
    await pass();
    simulator.faults.add({ fault: { kind: 'status', status: 503 } });
    const made: string[] = [];
    for (let minutes = 0; minutes < 60; minutes += 6) {
      made.push(banElsewhere().id);
      await pass(6 * MINUTE);
    }
    expect(bansTold()).toEqual([]);
    simulator.faults.clear();
    await pass();
    await pass();
    expect(bansTold()).toEqual(made);
  });

  test('is found behind a page of others', async () => {
    const { banElsewhere, pass, told, channel, simulator, world } = await setUp();
    await pass();
    const ids = Array.from({ length: 150 }, () => banElsewhere().id);
    simulator.faults.add({ fault: { kind: 'status', status: 503 }, path: '/bans', times: 1 });
    for (let round = 0; round < 4; round += 1) await pass();
    expect(textOf(told().map(({ message }) => message))).toContain(`Bans ${ids[10]} to ${ids[149]}`);
    expect(channel.messages).toHaveLength(11);
    expect(world.bans.length).toBeGreaterThan(150);
  });
});

describe('many bans at once', () => {
  test('are told ten in a round as long as they are few', async () => {
    const { banElsewhere, pass, bansTold } = await setUp();
    await pass();
    const ids = Array.from({ length: 15 }, () => banElsewhere().id);
    await pass();
    expect(bansTold()).toEqual(ids.slice(0, 10));
    await pass();
    expect(bansTold()).toEqual(ids);
  });

  test('do not flood the channel: one message says how many more there are', async () => {
    const { banElsewhere, pass, told, channel } = await setUp();
    await pass();
    for (let made = 0; made < 45; made += 1) banElsewhere();
    for (let round = 0; round < 4; round += 1) await pass();
    expect(told()).toHaveLength(11);
    expect(textOf(channel.messages.map(({ message }) => message))).toContain('35 more bans');
  });

  test('are told the same way by the process that takes over from one that was killed', async () => {
    const { banElsewhere, pass, told, channel, boot } = await setUp();
    await pass();
    for (let made = 0; made < 45; made += 1) banElsewhere();
    // The message about the many arrives, and nobody writes that down.
    channel.failures.push('lost');
    await pass();
    expect(told()).toHaveLength(1);
    banElsewhere();
    const next = await boot();
    // Until it is known whether the message is there, no more become owed: it would be another message.
    channel.failures.push('unavailable');
    for (let round = 0; round < 4; round += 1) await pass(6 * MINUTE, next);
    expect(told()).toHaveLength(12);
    expect(told().filter(({ message }) => textOf(message).includes('more bans'))).toHaveLength(1);
  });
});

describe('the message about such a ban', () => {
  test('is one although Discord’s answer was lost and the process was killed', async () => {
    const { banElsewhere, pass, bansTold, channel, boot } = await setUp();
    await pass();
    const { id } = banElsewhere();
    channel.failures.push('lost');
    await pass();
    const next = await boot();
    await pass(7 * MINUTE, next);
    await pass(2 * MINUTE, next);
    expect(bansTold()).toEqual([id]);
  });

  test('comes later when Discord does not take it now', async () => {
    const { banElsewhere, pass, bansTold, channel } = await setUp();
    await pass();
    const { id } = banElsewhere();
    channel.failures.push('unavailable');
    await pass();
    expect(bansTold()).toEqual([]);
    await pass();
    expect(bansTold()).toEqual([id]);
  });

  test('leaves out names and reason where Discord does not let them pass', async () => {
    const { banElsewhere, pass, told, bansTold, channel } = await setUp();
    await pass();
    const { id } = banElsewhere({ reason: 'a word that AutoMod knows' });
    channel.failures.push('refused');
    await pass();
    expect(bansTold()).toEqual([id]);
    expect(textOf(told()[0]?.message)).not.toContain('AutoMod knows');
  });

  test('does not keep the others from being posted when Discord refuses it altogether', async () => {
    const { banElsewhere, pass, bansTold, channel } = await setUp();
    await pass();
    banElsewhere();
    const { id } = banElsewhere();
    channel.failures.push('refused', 'refused');
    await pass();
    await pass();
    expect(bansTold()).toEqual([id]);
  });
});
