import { describe, expect, it } from 'vitest';
import { failureOf, MODERATOR, scripted } from './harness.ts';

/** How answers of moderation differ from the document's examples, or may. */

const UUID = '01234567-89ab-cdef-0123-456789abcdef';
const ref = (type: string, id: string) => ({ data: { type, id } });
const answering = (body: unknown, status = 200) => scripted(() => ({ body, status }));

const EXEMPTION = {
  type: 'banExemption',
  id: UUID,
  attributes: { reason: 'A brother' },
  relationships: { organization: ref('organization', '1'), ban: ref('ban', '150000040') },
};
const NOTE = { type: 'playerNote', id: '77', attributes: { note: '<p>a &amp; b</p>', shared: true } };
const FLAG = { type: 'playerFlag', id: UUID, attributes: { name: 'Watch' } };
const SLOT = { type: 'reservedSlot', id: UUID, attributes: { expires: null } };

const NOTE_ATTRIBUTES = { note: 'a & b', shared: true };
const FLAG_ATTRIBUTES = { name: 'Watch', color: '#a1b2c3', description: null, icon: null };

describe('a write is answered', () => {
  type Bm = Awaited<ReturnType<typeof answering>>['bm'];
  const exempt = { type: 'banExemption', attributes: { reason: null } } as const;
  const organization = { data: { type: 'organization', id: '1' } } as const;
  const reserved = {
    type: 'reservedSlot',
    attributes: { expires: null, identifiers: [1000] },
    relationships: {
      player: { data: { type: 'player', id: '42' } },
      organization,
      servers: { data: [{ type: 'server', id: '42' }] },
    },
  } as const;
  const writes: readonly (readonly [string, object, (bm: Bm) => Promise<{ data: unknown } | undefined>])[] = [
    [
      'a new exemption',
      EXEMPTION,
      (bm) =>
        bm.banExemptions.create(
          { ban: '1', data: { ...exempt, relationships: { organization } } },
          MODERATOR,
        ),
    ],
    [
      'a new note',
      NOTE,
      (bm) =>
        bm.playerNotes.create(
          { player: '42', data: { type: 'playerNote', attributes: NOTE_ATTRIBUTES } },
          MODERATOR,
        ),
    ],
    [
      'a changed note',
      NOTE,
      (bm) =>
        bm.playerNotes.update(
          { player: '42', note: '77', data: { type: 'playerNote', id: '77', attributes: NOTE_ATTRIBUTES } },
          MODERATOR,
        ),
    ],
    [
      'a new flag',
      FLAG,
      (bm) => bm.playerFlags.create({ data: { type: 'playerFlag', attributes: FLAG_ATTRIBUTES } }, MODERATOR),
    ],
    [
      'a changed flag',
      FLAG,
      (bm) =>
        bm.playerFlags.update(
          { id: UUID, data: { type: 'playerFlag', id: UUID, attributes: FLAG_ATTRIBUTES } },
          MODERATOR,
        ),
    ],
    ['a new slot', SLOT, (bm) => bm.reservedSlots.create({ data: reserved }, MODERATOR)],
    [
      'a changed slot',
      SLOT,
      (bm) =>
        bm.reservedSlots.update(
          { id: UUID, data: { type: 'reservedSlot', id: UUID, attributes: { expires: null } } },
          MODERATOR,
        ),
    ],
  ];

  it.each(writes)(
    'with %s in an envelope or bare, or with nothing at all',
    async (_name, resource, write) => {
      for (const body of [{ data: resource }, resource]) {
        const { bm } = await answering(body, 201);
        expect(Object((await write(bm))?.data)).toMatchObject({ id: Object(resource).id });
      }
      for (const body of [undefined, null, {}, { data: null }]) {
        const { bm } = await answering(body, 201);
        expect(await write(bm)).toBeUndefined();
      }
    },
  );

  it.each(writes)('by errors, and %s is not taken for done', async (_name, _resource, write) => {
    const { bm } = await answering({ errors: [{ title: 'Oops' }] });
    expect(await failureOf(write(bm))).toMatchObject({ kind: 'schema-mismatch', executed: 'maybe' });
  });

  it('without a word where something ended', async () => {
    const { bm, targets } = await answering(undefined, 204);
    await bm.banExemptions.update({ ban: '1', data: { ...exempt, id: UUID } }, MODERATOR);
    await bm.banExemptions.delete({ ban: '1' }, MODERATOR);
    await bm.playerNotes.delete({ player: '42', note: '77' }, MODERATOR);
    await bm.playerFlags.delete({ id: UUID }, MODERATOR);
    await bm.reservedSlots.delete({ id: UUID }, MODERATOR);
    expect(targets).toEqual([
      '/bans/1/relationships/exemptions',
      '/bans/1/relationships/exemptions',
      '/players/42/relationships/notes/77',
      `/player-flags/${UUID}`,
      `/reserved-slots/${UUID}`,
    ]);
  });
});

describe('what is left out or null is read', () => {
  it('of a note', async () => {
    const { bm } = await answering({ data: [{ type: 'playerNote', id: 7, attributes: { note: null } }] });
    const { data } = await bm.playerNotes.list({ player: '42' }, MODERATOR);
    expect(data).toEqual([
      {
        type: 'playerNote',
        id: '7',
        attributes: { note: '', shared: false, createdAt: null },
        relationships: {},
        meta: {},
      },
    ]);
  });

  it('of a related identifier whose type the document does not know', async () => {
    const hidden = {
      type: 'relatedIdentifier',
      id: 7,
      meta: null,
      attributes: { type: 'reforgerUUID', private: null },
      relationships: { relatedPlayers: { data: null }, relatedIdentifiers: {} },
    };
    const { bm } = await answering({ data: [hidden], included: null, links: null });
    const { data } = await bm.relatedIdentifiers.list({ player: '42' }, MODERATOR);
    expect(data).toEqual([
      {
        type: 'relatedIdentifier',
        id: '7',
        attributes: { type: 'reforgerUUID', lastSeen: null, private: true, metadata: null },
        relationships: { relatedPlayers: { data: [] }, relatedIdentifiers: { data: [] } },
        meta: {},
      },
    ]);
  });

  it('of a reserved slot', async () => {
    const bare = { type: 'reservedSlot', id: UUID, attributes: { identifiers: null }, relationships: null };
    const { bm } = await answering({ data: [bare] });
    const { data } = await bm.reservedSlots.list({}, MODERATOR);
    expect(data).toEqual([
      {
        type: 'reservedSlot',
        id: UUID,
        attributes: { createdAt: null, expires: null, identifiers: [] },
        relationships: {},
        meta: {},
      },
    ]);
  });

  it('of a flag', async () => {
    const { bm } = await answering({ data: { ...FLAG, meta: { shared: null } } });
    const { data } = await bm.playerFlags.get({ id: UUID }, MODERATOR);
    expect(data).toMatchObject({ meta: {}, attributes: { name: 'Watch', color: null, icon: null } });
  });

  it('of a console: the line was carried out, whatever its answer looks like', async () => {
    const data = { type: 'rconCommand', attributes: { command: 'raw', options: { raw: 'status' } } } as const;
    for (const answer of [{}, { attributes: null }, { attributes: [] }, { type: 7, attributes: 'text' }]) {
      const { bm } = await answering({ data: answer });
      const { data: read } = (await bm.servers.command({ id: '42', data }, MODERATOR)) ?? {};
      expect(read?.attributes.result).toBeUndefined();
    }
  });
});

describe('included resources are found', () => {
  it('for exemptions by their ban, and for notes and bans by who made them', async () => {
    const user = { type: 'user', id: '43', attributes: { nickname: 'somebody' } };
    const relationships = { user: ref('user', '43') };
    const ban = {
      type: 'ban',
      id: '150000040',
      attributes: { timestamp: '2025-06-24T13:53:20.549Z' },
      relationships,
    };
    const bans = await answering({ data: [ban], included: [EXEMPTION, user] });
    const page = await bans.bm.bans.list({ include: ['banExemption', 'user'] }, MODERATOR);
    expect(page.included.get('banExemption', UUID)?.relationships.ban?.data?.id).toBe(page.data[0]?.id);
    expect(page.included.get('user', page.data[0]?.relationships.user?.data?.id)?.attributes.nickname).toBe(
      'somebody',
    );
    const notes = await answering({ data: [{ ...NOTE, relationships }], included: [user] });
    const noted = await notes.bm.playerNotes.list({ player: '42', include: ['user'] }, MODERATOR);
    expect(noted.included.all('user')).toHaveLength(1);
  });
});
