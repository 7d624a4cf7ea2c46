import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { ActionRequest, BanRequest } from '../../src/store/moderation-request.ts';
import { type ActionFilter, createModerationSearch } from '../../src/store/moderation-search.ts';
import type { Tables } from '../../src/store/schema.ts';
import { openTestStore, temporaryDatabase } from './open.ts';

const kestrel = { id: '100', name: 'Kestrel' };
const owl = { id: '101', name: 'Owl' };
const banOf = (playerId: string, name: string): BanRequest => ({
  kind: 'ban',
  subject: { playerId, name, steamId: null },
  identifiers: [500],
  reason: 'Team kills',
  note: 'Banned by Kestrel (100) with Squawk',
  scope: { kind: 'organization' },
  durationMs: 86_400_000,
});
const flag: ActionRequest = {
  kind: 'flag-add',
  subject: { playerId: '1001', name: 'Raven', steamId: null },
  playerId: '1001',
  flagId: 'f1',
  flagName: 'Watch',
};

/** A record with a clock that the test moves. */
async function record() {
  const path = temporaryDatabase();
  const clock = { time: 1_000 };
  const { actions } = await openTestStore(path, () => clock.time);
  const done = async (request: ActionRequest, moderator = kestrel) => {
    const { id } = await actions.create({ moderator, request, lapsesAt: null });
    await actions.move(id, 'draft', 'sending');
    await actions.move(id, 'sending', 'done', { result: {} });
    return id;
  };
  return { actions, clock, done, path };
}

describe('a search of the record', () => {
  const names = ['Ястреб', 'ÉLAN', '100% Raven_', "O'Neill", 'raven'];

  async function searched() {
    const scene = await record();
    const ids: string[] = [];
    for (const [index, name] of names.entries()) {
      scene.clock.time = 1_000 * (index + 1);
      ids.push(await scene.done(banOf(String(2_000 + index), name), index % 2 === 0 ? kestrel : owl));
    }
    return { ...scene, ids };
  }

  test('finds a part of a name in any letters, and takes no sign of it for a wildcard', async () => {
    const { actions, done } = await searched();
    await done(banOf('3000', 'Ναλσα'));
    const found = async (player: string) =>
      (await actions.search({ player }, 10)).map(({ request }) => request.subject.name);
    expect(await found('ястр')).toEqual(['Ястреб']);
    expect(await found('élan')).toEqual(['ÉLAN']);
    expect(await found('RAVEN')).toEqual(['raven', '100% Raven_']);
    expect(await found('%')).toEqual(['100% Raven_']);
    expect(await found('_')).toEqual(['100% Raven_']);
    expect(await found("o'n")).toEqual(["O'Neill"]);
    expect(await found('2001')).toEqual(['ÉLAN']);
    // The same letter written as two signs, and the sigma that ends a word.
    expect(await found('e\u0301la')).toEqual(['ÉLAN']);
    expect(await found('ΑΛΣ')).toEqual(['Ναλσα']);
  });

  test('takes digits for an id when anything is known by it, and for a part of a name otherwise', async () => {
    const { actions, done } = await searched();
    const idOf = await done(banOf('3000', 'Viper'));
    const named = await done(banOf('3001', 'Viper 3000 and 55'));
    const found = async (player: string) => (await actions.search({ player }, 10)).map(({ id }) => id);
    expect(await found('3000')).toEqual([idOf]);
    expect(await found('55')).toEqual([named]);
    expect(await actions.count({ player: '3000' })).toBe(1);
  });

  test('finds people whom BattleMetrics does not know by their Steam ID, and no name by a word of the program', async () => {
    const { actions, done } = await searched();
    const steamId = '76561190000000009';
    const unknown = await done({ ...banOf('', ''), subject: { playerId: null, name: null, steamId } });
    const importer = await done(banOf('3000', 'The Importer'));
    const found = async (player: string) => (await actions.search({ player }, 10)).map(({ id }) => id);
    expect(await found(`steam:${steamId}`)).toEqual([unknown]);
    expect(await found('import')).toEqual([importer]);
  });

  test('fits all that is given: moderator, kind, time', async () => {
    const { actions, done, ids, clock } = await searched();
    clock.time = 9_000;
    const flagged = await done(flag, owl);
    const idsOf = async (filter: Parameters<typeof actions.search>[0]) =>
      (await actions.search(filter, 10)).map(({ id }) => id);
    expect(await idsOf({ moderatorId: owl.id })).toEqual([flagged, ids[3], ids[1]]);
    expect(await idsOf({ moderatorId: owl.id, kinds: ['ban'] })).toEqual([ids[3], ids[1]]);
    expect(await idsOf({ kinds: ['flag-add', 'flag-remove'] })).toEqual([flagged]);
    expect(await idsOf({ from: 2_000, until: 3_000 })).toEqual([ids[2], ids[1]]);
    expect(await idsOf({ states: ['draft'] })).toEqual([]);
  });

  test('comes page by page, the latest first, with its count', async () => {
    const { actions, ids } = await searched();
    const latestFirst = ids.toReversed();
    expect((await actions.search({}, 2)).map(({ id }) => id)).toEqual(latestFirst.slice(0, 2));
    expect((await actions.search({}, 2, 4)).map(({ id }) => id)).toEqual(latestFirst.slice(4));
    expect(await actions.count({})).toBe(5);
    expect(await actions.count({ moderatorId: owl.id })).toBe(2);
  });
});

describe('how SQLite searches the record', () => {
  const PlanSchema = z.array(z.object({ detail: z.string() }));

  /** What SQLite says of how it would run the statements of a search and of its count. */
  async function plansOf(filter: ActionFilter): Promise<readonly string[]> {
    const { done, path } = await record();
    await done(banOf('2001', 'Raven'));
    const database = new Database(path);
    const asked: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
    const db = new Kysely<Tables>({
      dialect: new SqliteDialect({ database }),
      log({ query }) {
        asked.push(query);
      },
    });
    onTestFinished(() => db.destroy());
    const { search, count } = createModerationSearch(db);
    expect(await search(filter, 10)).toHaveLength(1);
    expect(await count(filter)).toBe(1);
    return asked.flatMap(({ sql, parameters }) =>
      PlanSchema.parse(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters)).map(
        ({ detail }) => detail,
      ),
    );
  }

  test.each<[string, ActionFilter, string]>([
    ['a moderator', { moderatorId: kestrel.id }, 'moderation_actions_by_moderator'],
    ['a player id', { player: '2001' }, 'moderation_actions_by_subject'],
    ['a time', { from: 0, until: 2_000 }, 'moderation_actions_by_time'],
    ['the latest', { from: 0 }, 'moderation_actions_by_time'],
    ['a moderator in a time', { moderatorId: kestrel.id, from: 0 }, 'moderation_actions_by_moderator'],
  ])('by %s looks at what fits alone', async (_, filter, index) => {
    const plans = await plansOf(filter);
    expect(plans.filter((plan) => plan.startsWith('SCAN'))).toEqual([]);
    expect(plans.filter((plan) => plan.includes(`INDEX ${index} `))).not.toEqual([]);
  });

  test('by a name has to look at each, in their order', async () => {
    const plans = await plansOf({ player: 'rav' });
    expect(plans[0]).toBe('SCAN moderation_actions USING INDEX moderation_actions_by_time');
  });
});
