import { describe, expect, it } from 'vitest';
import type { BattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import { MODERATOR, withSimulator } from './harness.ts';

const ORGANIZATION = { data: { type: 'organization', id: '42' } } as const;
const PLAYER = { data: { type: 'player', id: '42' } } as const;
const SERVER = { type: 'server', id: '42' } as const;
const UUID = '01234567-89ab-cdef-0123-456789abcdef';
const IDENTIFIERS = [1000, { type: 'steamID', identifier: '1111111111111111', manual: true }] as const;
const EXPIRES = '2016-11-05T14:35:51.962Z';

const BAN = {
  type: 'ban',
  attributes: {
    uid: '41opA0OgW',
    timestamp: '2016-10-05T14:35:51.962Z',
    reason: '41opA0OgW - A reason',
    note: 'A note',
    expires: EXPIRES,
    identifiers: IDENTIFIERS,
    orgWide: true,
    autoAddEnabled: true,
    nativeEnabled: null,
  },
  relationships: {
    player: PLAYER,
    server: { data: SERVER },
    organization: ORGANIZATION,
    banList: { data: { type: 'banList', id: UUID } },
  },
} as const;
const EXEMPTION = {
  type: 'banExemption',
  attributes: { reason: null },
  relationships: { organization: ORGANIZATION },
} as const;
const EXEMPTION_CHANGE = { type: 'banExemption', id: UUID, attributes: { reason: null } } as const;
const FLAG = {
  type: 'playerFlag',
  attributes: { icon: null, name: 'example', color: 'example', description: 'example' },
  relationships: { organization: ORGANIZATION },
} as const;
const FLAG_CHANGE = { type: 'playerFlag', id: UUID, attributes: FLAG.attributes } as const;
const NOTE = {
  type: 'playerNote',
  attributes: { note: 'example', shared: true },
  relationships: { player: PLAYER, organization: ORGANIZATION },
} as const;
const NOTE_CHANGE = { type: 'playerNote', id: '42', attributes: NOTE.attributes } as const;
const SLOT = {
  type: 'reservedSlot',
  meta: { squawk: 'an action' },
  attributes: { expires: EXPIRES, identifiers: IDENTIFIERS },
  relationships: {
    player: PLAYER,
    servers: { data: [SERVER] },
    organization: ORGANIZATION,
    user: { data: { type: 'user', id: '42' } },
  },
} as const;
const SLOT_CHANGE = {
  type: 'reservedSlot',
  id: UUID,
  meta: { squawk: 'another' },
  attributes: SLOT.attributes,
  relationships: { servers: { data: [SERVER] } },
} as const;

type Send = (bm: BattleMetrics) => Promise<unknown>;

const WRITES: readonly (readonly [request: string, data: unknown, send: Send])[] = [
  ['POST /bans/import', [BAN], (bm) => bm.bans.import({ data: [BAN] }, MODERATOR)],
  [
    'POST /bans/42/relationships/exemptions',
    EXEMPTION,
    (bm) => bm.banExemptions.create({ ban: '42', data: EXEMPTION }, MODERATOR),
  ],
  [
    'PATCH /bans/42/relationships/exemptions',
    EXEMPTION_CHANGE,
    (bm) => bm.banExemptions.update({ ban: '42', data: EXEMPTION_CHANGE }, MODERATOR),
  ],
  [
    'DELETE /bans/42/relationships/exemptions',
    undefined,
    (bm) => bm.banExemptions.delete({ ban: '42' }, MODERATOR),
  ],
  ['POST /player-flags', FLAG, (bm) => bm.playerFlags.create({ data: FLAG }, MODERATOR)],
  [
    `PATCH /player-flags/${UUID}`,
    FLAG_CHANGE,
    (bm) => bm.playerFlags.update({ id: UUID, data: FLAG_CHANGE }, MODERATOR),
  ],
  [`DELETE /player-flags/${UUID}`, undefined, (bm) => bm.playerFlags.delete({ id: UUID }, MODERATOR)],
  [
    'POST /players/42/relationships/notes',
    NOTE,
    (bm) => bm.playerNotes.create({ player: '42', data: NOTE }, MODERATOR),
  ],
  [
    'PATCH /players/42/relationships/notes/42',
    NOTE_CHANGE,
    (bm) => bm.playerNotes.update({ player: '42', note: '42', data: NOTE_CHANGE }, MODERATOR),
  ],
  [
    'DELETE /players/42/relationships/notes/42',
    undefined,
    (bm) => bm.playerNotes.delete({ player: '42', note: '42' }, MODERATOR),
  ],
  ['POST /reserved-slots', SLOT, (bm) => bm.reservedSlots.create({ data: SLOT }, MODERATOR)],
  [
    `PATCH /reserved-slots/${UUID}`,
    SLOT_CHANGE,
    (bm) => bm.reservedSlots.update({ id: UUID, data: SLOT_CHANGE }, MODERATOR),
  ],
  [`DELETE /reserved-slots/${UUID}`, undefined, (bm) => bm.reservedSlots.delete({ id: UUID }, MODERATOR)],
];

const READS: readonly (readonly [request: string, query: Readonly<Record<string, string>>, send: Send])[] = [
  [
    '/bans/export',
    { format: 'arma2/bans.txt', 'filter[organization]': '42', 'filter[server]': '42' },
    (bm) =>
      bm.bans.export({ format: 'arma2/bans.txt', filter: { organization: '42', server: '42' } }, MODERATOR),
  ],
  [
    '/bans/42/relationships/exemptions',
    { 'fields[banExemption]': 'reason' },
    (bm) => bm.banExemptions.list({ ban: '42', fields: { banExemption: ['reason'] } }, MODERATOR),
  ],
  [
    '/players/42/relationships/notes',
    { include: 'user', 'filter[personal]': 'true', 'page[size]': '42' },
    (bm) =>
      bm.playerNotes.list(
        { player: '42', include: ['user'], filter: { personal: true }, page: { size: 42 } },
        MODERATOR,
      ),
  ],
  [
    '/players/42/relationships/related-identifiers',
    {
      include: 'player,identifier',
      'fields[player]': 'name,updatedAt',
      'filter[matchIdentifiers]': 'name,BEGUID',
      'filter[identifiers]': 'name,BEGUID',
    },
    (bm) =>
      bm.relatedIdentifiers.list(
        {
          player: '42',
          include: ['player', 'identifier'],
          fields: { player: ['name', 'updatedAt'] },
          filter: { matchIdentifiers: ['name', 'BEGUID'], identifiers: ['name', 'BEGUID'] },
        },
        MODERATOR,
      ),
  ],
  [
    '/reserved-slots',
    {
      'filter[expired]': 'true',
      'filter[server]': '42',
      'filter[organization]': '42',
      'filter[player]': '42',
      'filter[search]': 'Player Name',
      include: 'server,player',
      sort: '-createdAt',
      'fields[reservedSlot]': 'expires',
    },
    (bm) =>
      bm.reservedSlots.list(
        {
          filter: {
            expired: true,
            server: '42',
            organization: '42',
            player: '42',
            search: 'Player Name',
          },
          include: ['server', 'player'],
          sort: ['-createdAt'],
          fields: { reservedSlot: ['expires'] },
        },
        MODERATOR,
      ),
  ],
];

describe('what is sent is what the curl example of the document sends', () => {
  // The example's ids are nobody's in the simulated world, which notes what it was asked and refuses it.
  it.each(WRITES)('%s', async (request, data, send) => {
    const { bm, simulator } = await withSimulator();
    await send(bm).catch(() => undefined);
    expect(simulator.requests.map(({ method, target }) => `${method} ${target}`)).toEqual([request]);
    expect(simulator.requests[0]?.body).toEqual(data === undefined ? undefined : { data });
    expect(simulator.requests[0]?.headers['content-type']).toBe(data && 'application/json');
  });

  it.each(READS)('GET %s', async (path, query, send) => {
    const { bm, simulator } = await withSimulator();
    await send(bm).catch(() => undefined);
    expect(simulator.requests[0]).toMatchObject({ method: 'GET', path, body: undefined });
    expect(Object.fromEntries(simulator.requests[0]?.query ?? [])).toEqual(query);
  });

  it.each(READS)('and GET %s asks for nothing that the API does not know', async (_path, _query, send) => {
    const { bm } = await withSimulator();
    const outcome: unknown = await send(bm).catch((error: unknown) => error);
    expect(Object(outcome).kind).not.toBe('rejected');
  });
});
