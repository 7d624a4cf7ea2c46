import { describe, expect, it } from 'vitest';
import type { NewBan } from '../../src/battlemetrics/schemas/ban.ts';
import { failureOf, MODERATOR, scripted } from './harness.ts';

const UUID = '01234567-89ab-cdef-0123-456789abcdef';
const ref = (type: string, id: string) => ({ data: { type, id } });
const many = (type: string, id: string) => ({ data: [{ type, id }] });

/** The response examples of the document, as far as they differ from those of other resources. */
const IMPORTED = {
  type: 'ban',
  id: '42',
  attributes: {
    id: '42',
    uid: '41opA0OgW',
    timestamp: '2016-10-05T14:35:51.962Z',
    reason: '41opA0OgW - Scammer',
    note: 'Reported by another player.',
    expires: '2016-11-05T14:35:51.962Z',
    identifiers: [1000, { type: 'steamID', identifier: '1111111111111111', manual: true }],
    orgWide: true,
    autoAddEnabled: true,
    nativeEnabled: null,
  },
  meta: { player: 'example' },
  relationships: { player: ref('player', '42'), organization: ref('organization', '42') },
};
const EXEMPTION = {
  type: 'banExemption',
  id: UUID,
  attributes: { reason: null },
  relationships: { organization: ref('organization', '1'), ban: ref('ban', '1') },
};
const NOTE = {
  id: 'example',
  type: 'playerNote',
  attributes: { note: 'example', shared: true, createdAt: '2015-01-01T12:00:00Z' },
  relationships: {
    player: ref('player', '42'),
    organization: ref('organization', '42'),
    user: ref('user', '42'),
    trigger: ref('trigger', UUID),
  },
};
const FLAG = {
  id: UUID,
  type: 'playerFlag',
  meta: { shared: true },
  attributes: {
    createdAt: '2015-01-01T12:00:00Z',
    updatedAt: '2015-01-01T12:00:00Z',
    icon: null,
    name: 'example',
    color: 'example',
    description: 'example',
  },
  relationships: { organization: ref('organization', '42'), user: ref('user', '42') },
};
const RELATED = {
  id: 'example',
  meta: { commonIdentifier: true },
  type: 'relatedIdentifier',
  attributes: {
    type: 'steamID',
    identifier: '76561197960265720',
    lastSeen: '2015-01-01T12:00:00Z',
    private: true,
    metadata: null,
  },
  relationships: {
    player: ref('player', '42'),
    relatedPlayers: many('player', '42'),
    relatedIdentifiers: many('identifier', 'example'),
    organizations: many('organization', '42'),
  },
};
const SLOT = {
  type: 'reservedSlot',
  id: UUID,
  meta: null,
  attributes: {
    createdAt: '2016-10-05T14:35:51.962Z',
    expires: '2016-11-05T14:35:51.962Z',
    identifiers: [1000, { type: 'steamID', identifier: '1111111111111111', manual: true }],
  },
  relationships: {
    player: ref('player', '42'),
    servers: many('server', '42'),
    organization: ref('organization', '42'),
    user: ref('user', '42'),
  },
};
const SLOT_IDENTIFIERS = [{ id: 1000 }, { type: 'steamID', identifier: '1111111111111111', manual: true }];

const answering = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  scripted(() => ({ body, headers }));
const SENT: readonly NewBan[] = [
  {
    type: 'ban',
    attributes: {
      reason: 'A reason',
      expires: null,
      identifiers: [1],
      orgWide: true,
      autoAddEnabled: true,
      nativeEnabled: null,
    },
    relationships: { organization: { data: { type: 'organization', id: '1' } } },
  },
];

describe('the answer to an import of bans is read', () => {
  it.each([
    ['as one bare ban, which the document shows', IMPORTED, ['42']],
    ['as one ban of a document', { data: IMPORTED }, ['42']],
    ['as a list', { data: [IMPORTED, { ...IMPORTED, id: '43' }] }, ['42', '43']],
    ['as a list that holds a part, or none, of what was sent', { data: [] }, []],
  ])('%s', async (_name, body, ids) => {
    const { bm } = await answering(body);
    const answer = await bm.bans.import({ data: SENT }, MODERATOR);
    expect(answer?.data.map(({ id }) => id)).toEqual(ids);
    for (const { attributes } of answer?.data ?? []) expect(attributes.identifiers).toEqual(SLOT_IDENTIFIERS);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
    ['data of null', { data: null }],
  ])('as empty from %s, as without the scope to read bans', async (_name, body) => {
    const { bm } = await answering(body);
    expect(await bm.bans.import({ data: SENT }, MODERATOR)).toBeUndefined();
  });

  it('not where it is something else', async () => {
    for (const body of [{ data: ['ban'] }, { data: [{ type: 'server', id: '1' }] }, { unheard: 1 }]) {
      const { bm } = await answering(body);
      const error = await failureOf(bm.bans.import({ data: SENT }, MODERATOR));
      expect(error).toMatchObject({ kind: 'schema-mismatch', executed: 'maybe' });
    }
  });
});

describe('a file of bans is read', () => {
  const FILE = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -1 gWopA0OgW\n127.0.0.1 -1 gWopA0OgW';
  const query = { format: 'arma2/bans.txt', filter: { server: '42', organization: '42' } } as const;

  it('as it is, and asked for as the document shows', async () => {
    const { bm, targets } = await answering(FILE, { 'content-type': 'text/plain; charset=utf-8' });
    expect(await bm.bans.export(query, MODERATOR)).toBe(FILE);
    const asked = new URL(targets[0] ?? '', 'http://localhost');
    expect(asked.pathname).toBe('/bans/export');
    expect([...asked.searchParams].toSorted()).toEqual([
      ['filter[organization]', '42'],
      ['filter[server]', '42'],
      ['format', 'arma2/bans.txt'],
    ]);
  });

  it('anew each time', async () => {
    const { bm, targets } = await answering(FILE, { 'content-type': 'text/plain' });
    await bm.bans.export(query, { class: 'person' });
    await bm.bans.export(query, { class: 'person' });
    expect(targets).toHaveLength(2);
  });

  it('also where it is empty', async () => {
    const { bm } = await answering('', { 'content-type': 'text/plain' });
    expect(await bm.bans.export(query, MODERATOR)).toBe('');
  });

  it('but never from the page of a proxy', async () => {
    const { bm } = await answering('<!DOCTYPE html><html></html>', { 'content-type': 'text/html' });
    expect((await failureOf(bm.bans.export(query, MODERATOR))).kind).toBe('not-json');
  });
});

describe('the document’s example is read', () => {
  it('of exemptions, one and listed', async () => {
    const one = await answering({ data: EXEMPTION });
    expect((await one.bm.banExemptions.get({ ban: '1', id: UUID }, MODERATOR)).data).toEqual({
      ...EXEMPTION,
      meta: {},
    });
    const list = await answering({ data: [EXEMPTION] });
    expect((await list.bm.banExemptions.list({ ban: '1' }, MODERATOR)).data).toHaveLength(1);
  });

  it('of notes', async () => {
    const { bm } = await answering({ data: [NOTE], included: [], links: { next: null } });
    const page = await bm.playerNotes.list({ player: '42' }, MODERATOR);
    expect(page.data).toEqual([{ ...NOTE, meta: {} }]);
  });

  it('of flags, with an icon that the document does not name', async () => {
    const icon = 'an icon of tomorrow';
    const { bm } = await answering({ data: { ...FLAG, attributes: { ...FLAG.attributes, icon } } });
    const { data } = await bm.playerFlags.get({ id: UUID }, MODERATOR);
    expect(data).toMatchObject({ meta: { shared: true }, attributes: { icon, name: 'example' } });
  });

  it('of related identifiers', async () => {
    const links = { next: 'example', prev: 'example' };
    const { bm } = await answering({ data: [RELATED], included: [null], links });
    const { data } = await bm.relatedIdentifiers.list({ player: '42' }, MODERATOR);
    expect(data).toEqual([RELATED]);
  });

  it('of reserved slots, in an envelope and without', async () => {
    for (const body of [{ data: SLOT }, SLOT]) {
      const { bm } = await answering(body);
      const { data } = await bm.reservedSlots.get({ id: UUID }, MODERATOR);
      expect(data.attributes.identifiers).toEqual(SLOT_IDENTIFIERS);
      expect(data).toMatchObject({ meta: {}, relationships: SLOT.relationships });
    }
  });

  it('of a slot on all servers, and with what others wrote down beside it', async () => {
    const relationships = { ...SLOT.relationships, servers: { data: null } };
    const { bm } = await answering({
      data: { ...SLOT, relationships, meta: { squawk: 'a1', invoice: '7' } },
    });
    const { data } = await bm.reservedSlots.get({ id: UUID }, MODERATOR);
    expect(data.relationships.servers).toEqual({ data: [] });
    expect(data.meta).toEqual({ squawk: 'a1' });
  });
});

describe('the answer of a console', () => {
  const data = {
    type: 'rconCommand',
    attributes: { command: 'raw', options: { raw: 'say hi' } },
  } as const;
  it.each([
    ['text', { result: 'players: 3' }, 'players: 3'],
    ['no text', { result: { lines: 3 } }, undefined],
    ['missing', {}, undefined],
    ['null', { result: null }, undefined],
  ])('may be %s', async (_name, attributes, result) => {
    const { bm } = await answering({ data: { type: 'rconCommand', attributes } });
    const answer = await bm.servers.command({ id: '42', data }, MODERATOR);
    expect(answer?.data.attributes.result).toBe(result);
  });

  it('may have no body, and is asked for once whatever happens', async () => {
    const empty = await answering(undefined);
    expect(await empty.bm.servers.command({ id: '42', data }, MODERATOR)).toBeUndefined();
    const failing = await scripted(() => ({ status: 500 }));
    const error = await failureOf(failing.bm.servers.command({ id: '42', data }, MODERATOR));
    expect(error.executed).toBe('maybe');
    expect(failing.targets).toEqual(['/servers/42/command']);
  });
});
