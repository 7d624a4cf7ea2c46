import { describe, expect, it } from 'vitest';
import {
  ConflictError,
  RateLimitedError,
  RejectedError,
  SubscriptionRequiredError,
} from '../../src/http/errors.ts';
import { failureOf, MODERATOR, scripted } from './harness.ts';

/**
 * Where the API differs from its document, both are accepted: each test shows what the document says and what comes.
 */

const FLAG = 'd6ca0cb0-67b5-11ec-a3b5-5504f08c6982';
const PLAYER = { type: 'player', id: '1', attributes: { name: 'Somebody' } };
const refused = (status: unknown, detail: string) => ({ errors: [{ status, title: 'Refused', detail }] });

describe('a list is read', () => {
  it.each([
    ['with links as documented', { data: [PLAYER], included: [], links: { next: null } }],
    ['with empty links', { data: [PLAYER], included: [], links: {} }],
    ['without links', { data: [PLAYER], included: [] }],
    ['with links of null', { data: [PLAYER], included: [], links: null }],
    ['without included', { data: [PLAYER], links: {} }],
    ['with an included null', { data: [PLAYER], included: [null], links: {} }],
  ])('%s', async (_name, body) => {
    const { bm, targets } = await scripted(() => ({ body }));
    const found = [];
    for await (const page of bm.players.list.pages({ include: ['server'] }, MODERATOR)) {
      found.push(...page.data.map(({ id }) => id));
      expect(page.included.all('server')).toEqual([]);
      expect(page.next).toBeUndefined();
    }
    expect(found).toEqual(['1']);
    expect(targets).toHaveLength(1);
  });
});

describe('an error is understood', () => {
  it.each([
    ['with its status as text', '403'],
    ['with its status as a number', 403],
    ['without a status', undefined],
    ['with a status that is not the one it came with', '400'],
  ])('%s', async (_name, status) => {
    const { bm } = await scripted(() => ({ status: 403, body: refused(status, 'Not yours.') }));
    const error = await failureOf(bm.servers.get({ id: '1' }, MODERATOR));
    expect(error).toMatchObject({ kind: 'unauthorized', status: 403, apiMessage: 'Not yours.' });
  });

  it('as a subscription that is missing, not as a scope', async () => {
    const detail = 'Access denied. A subscription is required to use the API.';
    const { bm } = await scripted(() => ({ status: 403, body: refused('403', detail) }));
    expect(await failureOf(bm.games.list({}, MODERATOR))).toBeInstanceOf(SubscriptionRequiredError);
  });

  it.each([
    ['by a header with a fraction', { 'retry-after': '2.5' }, refused('429', 'Slow down.'), 2_500],
    ['by nothing', {}, refused('429', 'Slow down.'), 30_000],
  ])('as a pause, told %s', async (_name, headers, body, ms) => {
    const { bm } = await scripted(() => ({ status: 429, headers, body }));
    const command = {
      type: 'rconCommand',
      attributes: { command: 'raw', options: { raw: 'status' } },
    } as const;
    const error = await failureOf(bm.servers.command({ id: '1', data: command }, MODERATOR));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ retryAfterMs: ms });
  });
});

describe('what is so already', () => {
  it('is a conflict when a flag is put on again', async () => {
    const { bm, targets } = await scripted(() => ({ status: 409, body: refused('409', 'Already there.') }));
    const data = [{ type: 'playerFlag', id: FLAG }] as const;
    const error = await failureOf(bm.flagPlayers.add({ player: '1', data }, MODERATOR));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error.executed).toBe('no');
    expect(targets).toHaveLength(1);
  });

  it('is a rejection with these words when a flag is taken away again', async () => {
    const { bm } = await scripted(() => ({ status: 400, body: refused('400', 'Flag is already removed') }));
    const error = await failureOf(bm.flagPlayers.remove({ player: '1', flag: FLAG }, MODERATOR));
    expect(error).toBeInstanceOf(RejectedError);
    expect(error.apiMessage).toBe('Flag is already removed');
  });
});

describe('a write that the token may not read afterwards', () => {
  it.each([
    ['an empty body', ''],
    ['null', null],
    ['an empty object', {}],
    ['null for its data', { data: null }],
    ['nothing in its data', { data: {} }],
    ['an empty list for its data', { data: [] }],
    ['what goes with data, without any', { meta: {}, links: {}, included: [] }],
  ])('is done when it is answered by %s', async (_name, body) => {
    const { bm } = await scripted(() => ({ body }));
    expect(await bm.servers.forceUpdate({ id: '1' }, MODERATOR)).toBeUndefined();
  });

  it('is no less a failure when it is answered by errors, or by what nobody knows', async () => {
    for (const body of [{ errors: [] }, { success: false }, { data: {}, errors: [] }]) {
      const { bm } = await scripted(() => ({ body }));
      const error = await failureOf(bm.servers.forceUpdate({ id: '1' }, MODERATOR));
      expect(error).toMatchObject({ kind: 'schema-mismatch', executed: 'maybe' });
    }
  });
});

describe('a value is read', () => {
  const time = { firstSeen: '2021-03-07T16:02:55.663Z', lastSeen: null, timePlayed: 391_990, online: true };

  it.each([
    ['in the documented envelope', { data: { type: 'playerServerInformation', attributes: time } }],
    ['flat', time],
  ])('of what a server knows of a player, %s', async (_name, body) => {
    const { bm } = await scripted(() => ({ body }));
    const { data } = await bm.players.serverInfo({ player: '1', server: '2' }, MODERATOR);
    expect(data.attributes).toMatchObject({ timePlayed: 391_990, online: true });
  });

  it.each([
    ['a bare integer', 1000, { id: 1000 }],
    ['a bare id as text, as ids are elsewhere', '1000', { id: 1000 }],
    ['an object with a number', { id: 1000, type: 'steamID', private: true }, { id: 1000, type: 'steamID' }],
    ['one that was typed in', { type: 'steamID', identifier: '1', manual: true }, { manual: true }],
    ['one of a type of tomorrow', { id: 1, type: 'reforgerUUID' }, { type: 'reforgerUUID' }],
  ])('of an identifier of a ban that is %s', async (_name, identifier, read) => {
    const attributes = { timestamp: '2026-01-01T00:00:00Z', identifiers: [identifier] };
    const { bm } = await scripted(() => ({ body: { data: { type: 'ban', id: '1', attributes } } }));
    const { data } = await bm.bans.get({ id: '1' }, MODERATOR);
    expect(data.attributes.identifiers).toMatchObject([read]);
  });

  it('of a note that comes back as HTML, as it comes', async () => {
    const note = '<p>Seen <b>twice</b></p>';
    const { bm } = await scripted(() => ({
      body: { data: { type: 'playerNote', id: '1', attributes: { note } } },
    }));
    const { data } = await bm.playerNotes.get({ player: '1', note: '1' }, MODERATOR);
    expect(data.attributes.note).toBe(note);
  });

  it.each([
    [
      'a list as documented',
      [{ key: 'ping', value: '100', private: true }],
      [{ key: 'ping', value: '100', private: true }],
    ],
    [
      'with a number, as in its example',
      [{ key: 'ping', value: 100 }],
      [{ key: 'ping', value: 100, private: true }],
    ],
    ['null', null, []],
    ['an object', { ping: 100 }, []],
    [
      'a list of something else',
      ['ping', null, { key: 'mods', value: ['a'] }],
      [{ key: 'mods', private: true }],
    ],
  ])('of the metadata of a stay that is %s', async (_name, metadata, read) => {
    const id = '01234567-89ab-cdef-0123-456789abcdef';
    const attributes = { start: '2026-01-01T00:00:00Z', name: 'Somebody', metadata };
    const { bm } = await scripted(() => ({ body: { data: { type: 'session', id, attributes } } }));
    const { data } = await bm.sessions.get({ session: id }, MODERATOR);
    expect(data.attributes.metadata).toEqual(read);
  });

  it('of a game that nobody has heard of', async () => {
    const attributes = { name: 'A game of tomorrow', players: null, metadata: null };
    const { bm } = await scripted(() => ({ body: { data: { type: 'game', id: 'game2030', attributes } } }));
    const { data } = await bm.games.get({ id: 'game2030' }, MODERATOR);
    expect(data).toMatchObject({
      id: 'game2030',
      attributes: { players: null, metadata: {}, playersByCountry: {} },
    });
  });

  it('of numbers by names of which one is null, without that one', async () => {
    const attributes = { name: 'Rust', playersByCountry: { DE: 1, XX: null } };
    const { bm } = await scripted(() => ({ body: { data: { type: 'game', id: 'rust', attributes } } }));
    const { data } = await bm.games.get({ id: 'rust' }, MODERATOR);
    expect(data.attributes.playersByCountry).toEqual({ DE: 1 });
  });

  it.each([
    ['in a list, as its example shows', (one: object): unknown => [one]],
    ['bare, for the document says "a single result"', (one: object): unknown => one],
  ])('of a summary of commands, %s', async (_name, data) => {
    const body = { data: data({ type: 'commandStats', attributes: { raw: 3 } }) };
    const { bm } = await scripted(() => ({ body }));
    const found = await bm.commandStats.list({ organization: '1', filter: { summary: true } }, MODERATOR);
    expect(found.data.map(({ attributes }) => attributes)).toEqual([{ raw: 3 }]);
  });

  it.each([
    ['a number', 100, 100],
    ['true, as in the example of the document', true, null],
  ])('of the rank from which an organization can be found, where it is %s', async (_name, sent, read) => {
    const organization = { type: 'organization', id: '7', attributes: { discoverableRank: sent } };
    const args = {
      list: '01234567-89ab-cdef-0123-456789abcdef',
      organization: '7',
      include: ['organization'],
    } as const;
    const body = {
      data: { type: 'banList', id: args.list, attributes: { name: 'A list' } },
      included: [organization],
    };
    const { bm } = await scripted(() => ({ body }));
    const { included } = await bm.banLists.subscription(args, MODERATOR);
    expect(included.get('organization', '7')?.attributes.discoverableRank).toBe(read);
  });

  it.each([
    ['as documented', { timestamp: 'T', value: 42, min: 40, max: 44, group: 0, name: 'games.rust.players' }],
    ['without most of it', { timestamp: 'T', value: 42 }],
  ])('of a point without an id, %s', async (_name, attributes) => {
    const { bm } = await scripted(() => ({ body: { data: [{ type: 'dataPoint', attributes }] } }));
    const span = { start: '2026-01-01T00:00:00Z', stop: '2026-01-02T00:00:00Z' };
    const { data } = await bm.servers.playerCountHistory({ server: '1', ...span }, MODERATOR);
    expect(data.map((point) => point.attributes)).toEqual([attributes]);
  });
});
