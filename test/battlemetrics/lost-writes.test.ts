import { describe, expect, it } from 'vitest';
import type { BattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import type { NewBan } from '../../src/battlemetrics/schemas/ban.ts';
import type { Fault } from '../../src/demo/battlemetrics/faults.ts';
import type { World } from '../../src/demo/battlemetrics/world.ts';
import { failureOf, MODERATOR, withSimulator } from './harness.ts';

const ORGANIZATION = { data: { type: 'organization', id: '25069' } } as const;
const PLAYER = '1000000001';
const BAN = '150000040';
const UUID = '01234567-89ab-4def-8123-456789abcdef';

const importedBan = (uid: string): NewBan => ({
  type: 'ban',
  attributes: {
    uid,
    reason: 'Cheating',
    expires: null,
    identifiers: [{ type: 'steamID', identifier: '76561197960270728', manual: true }],
    orgWide: true,
    autoAddEnabled: true,
    nativeEnabled: null,
  },
  relationships: { organization: ORGANIZATION },
});

interface Case {
  readonly write: (bm: BattleMetrics) => Promise<unknown>;
  /** Prepares the world. */
  readonly before?: (world: World) => void;
  /** What it is about. */
  readonly effect: (world: World) => unknown;
  /** The effect of having been carried out once. */
  readonly after: unknown;
}

const addExemption = (world: World): void => {
  world.exemptions.push({ id: UUID, banId: BAN, organizationId: '25069', reason: null });
};
const addNote = (world: World): void => {
  const note = { id: '7', playerId: PLAYER, note: 'Old', shared: true, createdAt: 0, personal: false };
  world.notes.splice(0, world.notes.length, note);
};
const addFlag = (world: World): void => {
  const flag = { name: 'Old', color: '#000000', icon: null, description: null, createdAt: 0 };
  world.flags.splice(0, world.flags.length, { ...flag, id: UUID, personal: false });
};
const addSlot = (world: World): void => {
  world.reservedSlots.push({
    id: UUID,
    playerId: PLAYER,
    serverIds: null,
    identifiers: [500_000_001],
    expires: 0,
    createdAt: 0,
    userId: world.user.id,
    meta: null,
  });
};
const note = { note: 'New', shared: false };
const flag = { name: 'New', color: '#ffffff', icon: null, description: null };

const CASES: Readonly<Record<string, Case>> = {
  'an import of bans': {
    write: (bm) => bm.bans.import({ data: [importedBan('lost00001'), importedBan('lost00002')] }, MODERATOR),
    effect: ({ bans }) => bans.filter(({ uid }) => uid.startsWith('lost')).map(({ uid }) => uid),
    after: ['lost00001', 'lost00002'],
  },
  'a new exemption': {
    write: (bm) =>
      bm.banExemptions.create(
        {
          ban: BAN,
          data: {
            type: 'banExemption',
            attributes: { reason: 'x' },
            relationships: { organization: ORGANIZATION },
          },
        },
        MODERATOR,
      ),
    effect: ({ exemptions }) => exemptions.map(({ reason }) => reason),
    after: ['x'],
  },
  'a changed exemption': {
    before: addExemption,
    write: (bm) =>
      bm.banExemptions.update(
        { ban: BAN, data: { type: 'banExemption', id: UUID, attributes: { reason: 'x' } } },
        MODERATOR,
      ),
    effect: ({ exemptions }) => exemptions.map(({ reason }) => reason),
    after: ['x'],
  },
  'the end of an exemption': {
    before: addExemption,
    write: (bm) => bm.banExemptions.delete({ ban: BAN }, MODERATOR),
    effect: ({ exemptions }) => exemptions.length,
    after: 0,
  },
  'a new note': {
    before: addNote,
    write: (bm) =>
      bm.playerNotes.create({ player: PLAYER, data: { type: 'playerNote', attributes: note } }, MODERATOR),
    effect: ({ notes }) => notes.map((one) => one.note),
    after: ['Old', 'New'],
  },
  'a changed note': {
    before: addNote,
    write: (bm) =>
      bm.playerNotes.update(
        { player: PLAYER, note: '7', data: { type: 'playerNote', id: '7', attributes: note } },
        MODERATOR,
      ),
    effect: ({ notes }) => notes.map((one) => one.note),
    after: ['New'],
  },
  'the end of a note': {
    before: addNote,
    write: (bm) => bm.playerNotes.delete({ player: PLAYER, note: '7' }, MODERATOR),
    effect: ({ notes }) => notes.length,
    after: 0,
  },
  'a new flag': {
    before: addFlag,
    write: (bm) => bm.playerFlags.create({ data: { type: 'playerFlag', attributes: flag } }, MODERATOR),
    effect: ({ flags }) => flags.map(({ name }) => name),
    after: ['Old', 'New'],
  },
  'a changed flag': {
    before: addFlag,
    write: (bm) =>
      bm.playerFlags.update(
        { id: UUID, data: { type: 'playerFlag', id: UUID, attributes: flag } },
        MODERATOR,
      ),
    effect: ({ flags }) => flags.map(({ name }) => name),
    after: ['New'],
  },
  'the end of a flag': {
    before: addFlag,
    write: (bm) => bm.playerFlags.delete({ id: UUID }, MODERATOR),
    effect: ({ flags }) => flags.length,
    after: 0,
  },
  'a new slot': {
    write: (bm) =>
      bm.reservedSlots.create(
        {
          data: {
            type: 'reservedSlot',
            meta: { squawk: 'an action' },
            attributes: { expires: null, identifiers: [500_000_001] },
            relationships: {
              player: { data: { type: 'player', id: PLAYER } },
              organization: ORGANIZATION,
              servers: { data: [{ type: 'server', id: '1000101' }] },
              user: { data: { type: 'user', id: '900001' } },
            },
          },
        },
        MODERATOR,
      ),
    effect: ({ reservedSlots }) => reservedSlots.map(({ meta }) => meta),
    after: [{ squawk: 'an action' }],
  },
  'a changed slot': {
    before: addSlot,
    write: (bm) =>
      bm.reservedSlots.update(
        { id: UUID, data: { type: 'reservedSlot', id: UUID, attributes: { expires: null } } },
        MODERATOR,
      ),
    effect: ({ reservedSlots }) => reservedSlots.map(({ expires }) => expires),
    after: [null],
  },
  'the end of a slot': {
    before: addSlot,
    write: (bm) => bm.reservedSlots.delete({ id: UUID }, MODERATOR),
    effect: ({ reservedSlots }) => reservedSlots.length,
    after: 0,
  },
  'a line for a console': {
    write: (bm) =>
      bm.servers.command(
        {
          id: '1000101',
          data: { type: 'rconCommand', attributes: { command: 'raw', options: { raw: 'say hi' } } },
        },
        MODERATOR,
      ),
    effect: ({ consoleCommands }) => consoleCommands.map(({ raw }) => raw),
    after: ['say hi'],
  },
};

describe.each(Object.entries(CASES))('%s', (name, { write, before, effect, after }) => {
  const setUp = async () => {
    const setup = await withSimulator();
    before?.(setup.simulator.world);
    return { ...setup, now: () => effect(setup.simulator.world) };
  };

  it.each<readonly [string, Fault, boolean]>([
    ['the connection is cut before', { kind: 'reset' }, false],
    ['the connection is cut after', { kind: 'execute-then-reset' }, true],
    ['the server fails after', { kind: 'execute-then-500' }, true],
  ])('is sent once, and told as maybe carried out, when %s', async (_fault, fault, carriedOut) => {
    const { bm, simulator, now } = await setUp();
    const untouched = now();
    simulator.faults.add({ fault, times: 1 });
    expect(await failureOf(write(bm))).toMatchObject({ executed: 'maybe' });
    expect(simulator.requests).toHaveLength(1);
    if (carriedOut) expect(now()).not.toEqual(untouched);
    else expect(now()).toEqual(untouched);
  });

  it('is sent again after a 429, which surely carried nothing out, unless it is for a console', async () => {
    const { bm, simulator, now } = await setUp();
    const untouched = now();
    simulator.faults.add({ fault: { kind: 'rate-limited', retryAfterSeconds: 0 }, times: 1 });
    if (name === 'a line for a console') {
      expect(await failureOf(write(bm))).toMatchObject({ kind: 'rate-limited', executed: 'no' });
      expect(simulator.requests).toHaveLength(1);
      expect(now()).toEqual(untouched);
    } else {
      await write(bm);
      expect(simulator.requests.map(({ status }) => status)).toEqual([429, expect.any(Number)]);
      expect(now()).not.toEqual(untouched);
    }
  });

  it('is carried out once where all goes well', async () => {
    const { bm, now, simulator } = await setUp();
    const untouched = now();
    await write(bm);
    expect(simulator.requests).toHaveLength(1);
    expect(now()).toEqual(after);
    expect(now()).not.toEqual(untouched);
  });
});
