import { describe, expect, it } from 'vitest';
import type { NewBan } from '../../src/battlemetrics/resources/bans.ts';
import { failureOf, MODERATOR, scripted } from './harness.ts';

/** The response examples of the document, their people and texts other ones, and what is known beyond them. */

const ref = (type: string, id: string) => ({ data: { type, id } });
const UUID = '01234567-89ab-cdef-0123-456789abcdef';

const BAN = {
  type: 'ban',
  id: '42',
  attributes: {
    id: '42',
    uid: '41opA0OgW',
    timestamp: '2016-10-05T14:35:51.962Z',
    reason: '41opA0OgW - A reason',
    note: 'A note',
    expires: '2016-11-05T14:35:51.962Z',
    identifiers: [1000, { type: 'steamID', identifier: '1111111111111111', manual: true }],
    orgWide: true,
    autoAddEnabled: true,
    nativeEnabled: null,
  },
  meta: { player: 'example' },
  relationships: {
    player: ref('player', '42'),
    server: ref('server', '42'),
    organization: ref('organization', '42'),
    user: ref('user', '42'),
    banList: ref('banList', UUID),
    trigger: ref('trigger', UUID),
  },
};

const NEW_BAN: NewBan = {
  type: 'ban',
  attributes: {
    uid: '41opA0OgW',
    reason: 'A reason',
    expires: null,
    identifiers: [1000],
    orgWide: true,
    autoAddEnabled: true,
    nativeEnabled: null,
  },
  relationships: { organization: { data: { type: 'organization', id: '42' } } },
};

describe('an import of bans answers', () => {
  it.each([
    ['a bare ban, as the document shows', BAN, ['42']],
    ['a ban in its envelope', { data: BAN }, ['42']],
    ['all bans', { data: [BAN, { ...BAN, id: '43' }] }, ['42', '43']],
    ['no bans', { data: [] }, []],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['null for data', { data: null }, undefined],
    ['an empty object', {}, undefined],
  ])('%s', async (_name, body, ids) => {
    const { bm } = await scripted(() => ({ status: 201, body }));
    const answer = await bm.bans.import({ data: [NEW_BAN, NEW_BAN] }, MODERATOR);
    expect(answer?.data.map(({ id }) => id)).toEqual(ids);
  });

  it('errors, and is not taken for done', async () => {
    const { bm } = await scripted(() => ({ status: 201, body: { errors: [{ title: 'Oops' }] } }));
    const error = await failureOf(bm.bans.import({ data: [NEW_BAN] }, MODERATOR));
    expect(error).toMatchObject({ kind: 'schema-mismatch', executed: 'maybe' });
  });
});

describe('an export of bans is', () => {
  const FILE = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -1 gWopA0OgW\n127.0.0.1 -1 gWopA0OgW\n';
  const exported = async (body: string, headers = { 'content-type': 'text/plain; charset=utf-8' }) => {
    const setup = await scripted(() => ({ body, headers }));
    return { ...setup, file: setup.bm.bans.export({ format: 'arma2/bans.txt' }, MODERATOR) };
  };

  it.each([
    ['the file as it is', FILE],
    ['empty where nobody is banned', ''],
    ['text, though it looks like JSON', '{"data": [1]}'],
  ])('%s', async (_name, text) => {
    const { file } = await exported(text);
    expect(await file).toBe(text);
  });

  it('no page of a proxy', async () => {
    const { file } = await exported('<!DOCTYPE html>\n<html><body>Bad gateway</body></html>', {
      'content-type': 'text/html',
    });
    expect(await failureOf(file)).toMatchObject({ kind: 'not-json' });
  });

  it('asked for anew each time, for it is never kept', async () => {
    const { bm, targets } = await scripted(() => ({ body: FILE }));
    for (let n = 0; n < 2; n += 1) await bm.bans.export({ format: 'rust/bans.cfg' }, { class: 'person' });
    expect(targets).toHaveLength(2);
  });
});

describe('an exemption is read', () => {
  const EXEMPTION = {
    type: 'banExemption',
    id: UUID,
    attributes: { reason: null },
    relationships: { organization: ref('organization', '1'), ban: ref('ban', '1') },
  };

  it('when it was made, alone, and in a list without links', async () => {
    const { bm } = await scripted((_target, n) => ({ body: { data: n === 2 ? [EXEMPTION] : EXEMPTION } }));
    const data = {
      type: 'banExemption',
      attributes: { reason: null },
      relationships: { organization: { data: { type: 'organization', id: '1' } } },
    } as const;
    const made = await bm.banExemptions.create({ ban: '1', data }, MODERATOR);
    expect(made?.data).toEqual({ ...EXEMPTION, meta: {} });
    expect((await bm.banExemptions.get({ ban: '1', id: UUID }, MODERATOR)).data.id).toBe(UUID);
    const listed = await bm.banExemptions.list({ ban: '1' }, MODERATOR);
    expect(listed.data).toEqual([{ ...EXEMPTION, meta: {} }]);
    expect(listed.next).toBeUndefined();
  });

  it('not when it was changed or ended, for nothing comes back then', async () => {
    const { bm } = await scripted(() => ({ status: 204 }));
    const data = { type: 'banExemption', id: UUID, attributes: { reason: null } } as const;
    expect(await bm.banExemptions.update({ ban: '1', data }, MODERATOR)).toBeUndefined();
    expect(await bm.banExemptions.delete({ ban: '1' }, MODERATOR)).toBeUndefined();
  });

  it('where it is included with its ban', async () => {
    const { bm } = await scripted(() => ({ body: { data: [BAN], included: [EXEMPTION] } }));
    const page = await bm.bans.list({ include: ['banExemption'] }, MODERATOR);
    expect(page.included.get('banExemption', UUID)?.relationships.ban?.data?.id).toBe('1');
  });
});

describe('a note is read', () => {
  const NOTE = {
    id: '77',
    type: 'playerNote',
    attributes: { note: '<p>example &amp; more</p>', shared: true, createdAt: '2015-01-01T12:00:00Z' },
    relationships: {
      player: ref('player', '42'),
      organization: ref('organization', '42'),
      user: ref('user', '43'),
      trigger: ref('trigger', UUID),
    },
  };

  it('with who wrote it', async () => {
    const user = { type: 'user', id: '43', attributes: { nickname: 'somebody' } };
    const { bm } = await scripted((target) => ({
      body: { data: target.includes('notes/77') ? NOTE : [NOTE], included: [user], links: { next: null } },
    }));
    const page = await bm.playerNotes.list({ player: '42', include: ['user'] }, MODERATOR);
    expect(page.data).toEqual([{ ...NOTE, meta: {} }]);
    expect(page.included.get('user', page.data[0]?.relationships.user?.data?.id)?.attributes.nickname).toBe(
      'somebody',
    );
    const one = await bm.playerNotes.get({ player: '42', note: '77' }, MODERATOR);
    expect(one.data.attributes.note).toBe('<p>example &amp; more</p>');
  });

  it('with values left out or null, and an id that is a number', async () => {
    const bare = { type: 'playerNote', id: 7, attributes: { note: null } };
    const { bm } = await scripted(() => ({ body: { data: [bare], included: null, links: {} } }));
    const { data } = await bm.playerNotes.list({ player: '42' }, MODERATOR);
    expect(data[0]).toMatchObject({ id: '7', attributes: { note: '', shared: false, createdAt: null } });
  });

  it.each([['bare'], ['in its envelope'], ['not at all']])('%s where it was written', async (how) => {
    const body = { bare: NOTE, 'in its envelope': { data: NOTE } }[how];
    const { bm } = await scripted(() => ({ status: 201, body }));
    const attributes = { note: 'example', shared: true };
    const made = await bm.playerNotes.create(
      { player: '42', data: { type: 'playerNote', attributes } },
      MODERATOR,
    );
    const changed = await bm.playerNotes.update(
      { player: '42', note: '77', data: { type: 'playerNote', id: '77', attributes } },
      MODERATOR,
    );
    for (const answer of [made, changed]) expect(answer?.data.id).toBe(body && '77');
  });
});

describe('a flag is read', () => {
  const FLAG = {
    id: UUID,
    type: 'playerFlag',
    meta: { shared: true },
    attributes: {
      createdAt: '2015-01-01T12:00:00Z',
      updatedAt: '2015-01-01T12:00:00Z',
      icon: 'an icon of tomorrow',
      name: 'example',
      color: 'example',
      description: 'example',
    },
    relationships: { organization: ref('organization', '42'), user: ref('user', '42') },
  };

  it('as it was made and changed, with an icon that the document does not list', async () => {
    const { bm } = await scripted(() => ({ body: { data: FLAG } }));
    const attributes = { name: 'example', color: '#a1b2c3', description: null, icon: null };
    const made = await bm.playerFlags.create({ data: { type: 'playerFlag', attributes } }, MODERATOR);
    expect(made?.data).toEqual(FLAG);
    const changed = await bm.playerFlags.update(
      { id: UUID, data: { type: 'playerFlag', id: UUID, attributes } },
      MODERATOR,
    );
    expect(changed?.data.attributes.icon).toBe('an icon of tomorrow');
  });
});

describe('related identifiers are read', () => {
  const RELATED = {
    id: '500000001',
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
      relatedPlayers: { data: [{ type: 'player', id: '43' }] },
      relatedIdentifiers: { data: [{ type: 'identifier', id: '500000002' }] },
      organizations: { data: [{ type: 'organization', id: '42' }] },
    },
  };

  it('as the document shows them, with nulls among what is included', async () => {
    const { bm } = await scripted(() => ({ body: { data: [RELATED], included: [null] } }));
    const { data } = await bm.relatedIdentifiers.list({ player: '42' }, MODERATOR);
    expect(data).toEqual([RELATED]);
  });

  it('of a type of tomorrow, without a value, and shared with nobody', async () => {
    const hidden = {
      id: 7,
      type: 'relatedIdentifier',
      meta: null,
      attributes: { type: 'reforgerUUID', lastSeen: null, private: null },
      relationships: { relatedPlayers: { data: null }, relatedIdentifiers: {} },
    };
    const { bm } = await scripted(() => ({ body: { data: [hidden] } }));
    const { data } = await bm.relatedIdentifiers.list({ player: '42' }, MODERATOR);
    expect(data).toEqual([
      {
        id: '7',
        type: 'relatedIdentifier',
        meta: {},
        attributes: { type: 'reforgerUUID', lastSeen: null, private: true, metadata: null },
        relationships: { relatedPlayers: { data: [] }, relatedIdentifiers: { data: [] } },
      },
    ]);
  });
});

describe('a reserved slot is read', () => {
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
      servers: { data: [{ type: 'server', id: '42' }] },
      organization: ref('organization', '42'),
      user: ref('user', '42'),
    },
  };
  const READ = {
    ...SLOT,
    meta: {},
    attributes: {
      ...SLOT.attributes,
      identifiers: [{ id: 1000 }, { type: 'steamID', identifier: '1111111111111111', manual: true }],
    },
  };

  it('alone, in a list, and bare where it was changed', async () => {
    const { bm } = await scripted((_target, n) => ({
      body: [{ data: SLOT, included: [null] }, { data: [SLOT], included: [], links: {} }, SLOT][n],
    }));
    expect((await bm.reservedSlots.get({ id: UUID }, MODERATOR)).data).toEqual(READ);
    expect((await bm.reservedSlots.list({}, MODERATOR)).data).toEqual([READ]);
    const data = { type: 'reservedSlot', id: UUID, attributes: { expires: null } } as const;
    expect((await bm.reservedSlots.update({ id: UUID, data }, MODERATOR))?.data).toEqual(READ);
  });

  it('with the action that it was made by, for all servers, and for good', async () => {
    const data = {
      ...SLOT,
      meta: { squawk: 'an action', shop: 'of somebody else' },
      attributes: { identifiers: null, expires: null },
      relationships: { servers: { data: null } },
    };
    const { bm } = await scripted(() => ({ body: { data } }));
    const slot = await bm.reservedSlots.get({ id: UUID }, MODERATOR);
    expect(slot.data.meta).toMatchObject({ squawk: 'an action' });
    expect(slot.data.attributes).toEqual({ createdAt: null, expires: null, identifiers: [] });
    expect(slot.data.relationships).toEqual({ servers: { data: [] } });
  });
});

describe('the answer of a console is', () => {
  const command = {
    id: '42',
    data: { type: 'rconCommand', attributes: { command: 'raw', options: { raw: 'status' } } },
  } as const;

  it.each([
    ['its text', { data: { type: 'rconCommand', attributes: { result: 'Line\nline' } } }, 'Line\nline'],
    ['an empty text', { data: { attributes: { result: '' } } }, ''],
    ['nothing where there is no result', { data: { type: 'rconCommand', attributes: {} } }, undefined],
    ['nothing where the result is no text', { data: { attributes: { result: { lines: [] } } } }, undefined],
    ['nothing where the result is null', { data: { attributes: { result: null } } }, undefined],
    ['nothing where there are no attributes', { data: { type: 'rconCommand' } }, undefined],
    ['nothing where there is no body', undefined, undefined],
  ])('%s', async (_name, body, result) => {
    const { bm } = await scripted(() => ({ body }));
    const answer = await bm.servers.command(command, MODERATOR);
    expect(answer?.data.attributes.result).toBe(result);
  });
});
