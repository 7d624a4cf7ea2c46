import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditCsv } from '../../../src/moderation/audit/audit-csv.ts';
import { createRecords } from '../../../src/moderation/audit/records.ts';
import { parseMoment } from '../../../src/moderation/moments.ts';
import type { Moderator } from '../../../src/store/moderation-action.ts';
import type { ActionRequest } from '../../../src/store/moderation-request.ts';
import { openTestStore } from '../../store/open.ts';

const kestrel = { id: '100', name: 'Kestrel' };
const merlin = { id: '200', name: 'Merlin' };
const raven = { playerId: '1001', name: 'Raven', steamId: null };
const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 25, 12);

async function setUp() {
  const clock = { now: NOON };
  const store = await openTestStore(undefined, () => clock.now);
  const records = createRecords({ actions: store.actions, timezone: 'Europe/Berlin', now: () => clock.now });
  /** Something that was done, at that time. */
  const did = async (request: ActionRequest, at: number, moderator: Moderator = kestrel) => {
    clock.now = at;
    const { id } = await store.actions.create({ moderator, request, lapsesAt: null });
    await store.actions.move(id, 'draft', 'sending');
    await store.actions.move(id, 'sending', 'done', { result: { banId: '4242' } });
    clock.now = NOON;
    return id;
  };
  return { ...store, records, did, clock };
}

const unban = (reason = 'Team kills', subject = raven): ActionRequest => ({
  kind: 'unban',
  subject,
  banId: '4242',
  mode: 'expire',
  reason,
});
const flag: ActionRequest = {
  kind: 'flag-add',
  subject: raven,
  playerId: '1001',
  flagId: 'uuid',
  flagName: 'Watch',
};

describe('the search of the record', () => {
  test('finds what fits everything that is given, the latest first', async () => {
    const { records, did } = await setUp();
    const old = await did(unban(), NOON - 48 * HOUR);
    const flagged = await did(flag, NOON - 2 * HOUR + 30_000);
    const others = await did(flag, NOON - HOUR, merlin);
    const ids = async (query: Parameters<typeof records.search>[0]) =>
      (await records.search(query, 0)).actions.map(({ id }) => id);
    expect(await ids({})).toEqual([others, flagged, old]);
    expect(await ids({ moderatorId: '100' })).toEqual([flagged, old]);
    expect(await ids({ kinds: ['unban'] })).toEqual([old]);
    expect(await ids({ from: '1d' })).toEqual([others, flagged]);
    expect(await ids({ until: '90m' })).toEqual([flagged, old]);
    expect(await ids({ player: 'rave' })).toHaveLength(3);
    expect(await ids({ player: '1002' })).toEqual([]);
    // Berlin is an hour ahead of UTC.
    expect(await ids({ from: '2026-11-25 11:00', until: '2026-11-25 11:00' })).toEqual([flagged]);
    expect(await ids({ from: '2026-11-23', until: '2026-11-23' })).toEqual([old]);
  });

  test('shows ten a page, and the last page when there are fewer', async () => {
    const { records, did } = await setUp();
    for (let hour = 1; hour <= 23; hour += 1) await did(flag, NOON - hour * HOUR);
    expect(await records.search({}, 0)).toMatchObject({ page: 0, pages: 3, total: 23 });
    const last = await records.search({}, 99);
    expect(last).toMatchObject({ page: 2, pages: 3 });
    expect(last.actions).toHaveLength(3);
    expect(await records.search({ moderatorId: '7' }, 0)).toEqual({
      actions: [],
      page: 0,
      pages: 1,
      total: 0,
    });
  });

  test('finds whom BattleMetrics does not know by the Steam ID', async () => {
    const { records, did } = await setUp();
    const steamId = '76561198000000001';
    await did(unban(), NOON);
    const unknown = { playerId: null, name: null, steamId };
    const known = await did(
      { kind: 'unban', subject: unknown, banId: '1', mode: 'expire', reason: '' },
      NOON,
    );
    const found = await records.search({ player: steamId }, 0);
    expect(found.actions.map((action) => action.id)).toEqual([known]);
  });

  test.each([
    ['nonsense', { from: 'last week' }, 'moment-unreadable'],
    ['a day that is none', { until: '2026-02-30' }, 'moment-unreadable'],
    ['no time at all', { from: 'perm' }, 'moment-unreadable'],
    ['an hour that is none', { from: '2026-02-01 24:00' }, 'moment-unreadable'],
    ['an end before the beginning', { from: '1d', until: '2d' }, 'moments-reversed'],
  ])('refuses %s', async (_, query, identifier) => {
    const { records } = await setUp();
    await expect(records.search(query, 0)).rejects.toMatchObject({ identifier });
    await expect(records.csv(query)).rejects.toMatchObject({ identifier });
  });
});

describe('a moment', () => {
  const options = { timezone: 'Europe/Berlin', now: NOON };

  test('is read in the zone of the community, summer and winter', () => {
    expect(parseMoment('2026-11-01 18:00', 'from', options)).toBe(Date.UTC(2026, 10, 1, 17));
    expect(parseMoment('2026-07-01', 'from', options)).toBe(Date.UTC(2026, 5, 30, 22));
    // A day of 25 hours.
    expect(parseMoment('2026-10-25', 'until', options)).toBe(Date.UTC(2026, 9, 25, 23) - 1);
  });

  test('is a time or refused with a text for people, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d: T-]{0,20}$/)), (text) => {
        try {
          expect(Number.isFinite(parseMoment(text, 'from', options))).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ identifier: 'moment-unreadable' });
        }
      }),
    );
  });
});

describe('the record as a file', () => {
  test('holds everything that fits, of all pages', async () => {
    const { records, did } = await setUp();
    for (let hour = 1; hour <= 12; hour += 1) await did(flag, NOON - hour * HOUR);
    await did(unban(), NOON - HOUR, merlin);
    const { fileName, data, rows } = await records.csv({ moderatorId: '100' });
    expect(fileName).toBe('audit-2026-11-25.csv');
    expect(rows).toBe(12);
    const text = data.toString();
    expect(text.startsWith('\ufefftime,action,state,moderator id,')).toBe(true);
    expect(text.trim().split('\r\n')).toHaveLength(13);
    expect(text).not.toContain('Merlin');
  });

  test('holds everything once, also when more is done while it is read', async () => {
    const { actions, did } = await setUp();
    const ids: string[] = [];
    for (let index = 0; index < 510; index += 1) ids.push(await did(unban(), NOON - index));
    let more = 2;
    const busy = createRecords({
      actions: {
        ...actions,
        async search(...asked) {
          const found = await actions.search(...asked);
          if (more > 0) await did(flag, NOON + more);
          more -= 1;
          return found;
        },
      },
      timezone: 'Europe/Berlin',
      now: () => NOON,
    });
    const { data, rows } = await busy.csv({ until: '2026-12-31' });
    expect(rows).toBe(510);
    for (const id of ids) expect(data.toString().split(id)).toHaveLength(2);
  });

  test('says who did what to whom, when, why and what came of it', async () => {
    const { records, did } = await setUp();
    const id = await did(unban('Team kills, "again"'), NOON - HOUR);
    const [, row = ''] = (await records.csv({})).data.toString().split('\r\n');
    expect(row).toBe(
      `2026-11-25T11:00:00.000Z,unban,done,100,Kestrel,,,1001,Raven,"Team kills, ""again""",4242,,command,,,${id},`,
    );
  });

  test('is no program for a spreadsheet, and names nobody by an identifier', async () => {
    const { did, actions } = await setUp();
    const hostile = { ...raven, name: '=HYPERLINK("http://x")' };
    await did(unban('+1 for 76561198000000001 at 203.0.113.7', hostile), NOON);
    const csv = auditCsv(await actions.search({}, 10));
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).toContain("'+1 for …0001 at [address]");
    expect(csv).not.toContain('76561198000000001');
    expect(csv).not.toContain('203.0.113.7');
  });

  test('keeps the ids of moderators, which look like identifiers and are none', async () => {
    const { did, actions } = await setUp();
    await did(flag, NOON, { id: '76561198000000001', name: 'Kestrel' });
    expect(auditCsv(await actions.search({}, 10))).toContain(',76561198000000001,Kestrel,');
  });
});
