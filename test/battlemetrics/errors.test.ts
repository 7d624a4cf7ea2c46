import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { failureOf, MODERATOR, scripted, withSimulator } from './harness.ts';

const HTML = '<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>';

function errors(title: string, detail: string, status: unknown = '400') {
  return { errors: [{ status, title, detail }] };
}

describe('an error of the API becomes', () => {
  it.each([
    ['unauthorised', 401, errors('Unauthorized', 'Token expired.', '401'), 'unauthorized', 'Token expired.'],
    [
      'subscription required',
      403,
      errors('Forbidden', 'Access denied. A subscription is required to use the API.', '403'),
      'subscription-required',
      'Access denied. A subscription is required to use the API.',
    ],
    ['unauthorised for a scope', 403, errors('Forbidden', 'No.', 403), 'unauthorized', 'No.'],
    ['not found', 404, errors('Not Found', 'Unknown ban.', '404'), 'not-found', 'Unknown ban.'],
    ['conflict', 409, errors('Conflict', 'Already there.', '409'), 'conflict', 'Already there.'],
    [
      'rejected with what the validation said',
      400,
      errors('Bad Request', "must have required property 'identifiers'"),
      'rejected',
      "must have required property 'identifiers'",
    ],
    [
      'a server error, by the HTTP status and not by the one in the body',
      500,
      errors('Oops', 'Broke.', '200'),
      'server-error',
      'Broke.',
    ],
    ['a server error when it is a web page', 502, HTML, 'server-error', 'Just a moment...'],
  ])('%s', async (_name, status, body, kind, apiMessage) => {
    const { bm } = await scripted(() => ({ status, body }));
    const error = await failureOf(bm.bans.delete({ id: '42' }, MODERATOR));
    expect(error).toMatchObject({ kind, status, apiMessage, method: 'DELETE', api: 'BattleMetrics' });
    expect(error.url).toMatch(/\/bans\/42$/);
  });

  it('the name of the scope that the token lacks', async () => {
    const { bm, simulator } = await withSimulator({
      tokens: [{ token: 'simulator-token', scopes: ['flag'] }],
    });
    const error = await failureOf(bm.bans.list({}, MODERATOR));
    expect(error.kind).toBe('unauthorized');
    expect(error.message).toContain('ban:read');
    expect(simulator.requests).toHaveLength(1);
  });
});

describe('the scope is not blamed', () => {
  it('for what a firewall in front of the API refuses', async () => {
    const { bm } = await scripted(() => ({ status: 403, body: HTML }));
    const error = await failureOf(bm.bans.list({}, MODERATOR));
    expect(error).toMatchObject({ kind: 'unauthorized', status: 403 });
    expect(error.message).toContain('web page');
    expect(error.message).not.toContain('scope');
  });
});

describe('a successful status is no success when the body', () => {
  it.each([
    ['is a web page', HTML, 'not-json'],
    ['is cut off', '{"data": [{"type": "ban", "id"', 'not-json'],
    ['is empty', '', 'not-json'],
    ['is no document', '[]', 'schema-mismatch'],
    ['lacks the data', '{"meta": {}}', 'schema-mismatch'],
    [
      'holds another type',
      '{"data": {"type": "server", "id": "1", "attributes": {"name": ""}}}',
      'schema-mismatch',
    ],
  ])('%s', async (_name, body, kind) => {
    const { bm } = await scripted(() => ({ body }));
    expect(await failureOf(bm.bans.get({ id: '1' }, MODERATOR))).toMatchObject({ kind, executed: 'maybe' });
  });

  it.each([
    ['is a web page', HTML, 'not-json'],
    ['tells of errors', JSON.stringify(errors('Oops', 'Broke.')), 'schema-mismatch'],
  ])('%s, also where nothing was expected', async (_name, body, kind) => {
    const { bm } = await scripted(() => ({ body }));
    const ban = { type: 'ban', attributes: { expires: null } } as const;
    for (const write of [
      bm.bans.delete({ id: '1' }, MODERATOR),
      bm.bans.update({ id: '1', data: ban }, MODERATOR),
    ]) {
      expect(await failureOf(write)).toMatchObject({ kind, executed: 'maybe' });
    }
  });
});

describe('a schema mismatch', () => {
  it('names endpoint, path and types, and never the value', async () => {
    const secret = 'secret-76561197960265720';
    const player = { type: 'player', id: '1', attributes: { name: { oops: secret } } };
    const { bm } = await scripted(() => ({ body: { data: player, included: [] } }));
    const error = await failureOf(bm.players.get({ id: '1' }, MODERATOR));
    expect(error.message).toContain('/players/1');
    expect(error.message).toContain('data.attributes.name: expected string, got object');
    expect(inspect(error, { depth: 10 })).not.toContain(secret);
  });

  it('names the place of an included resource', async () => {
    const data = { type: 'player', id: '1', attributes: { name: 'x' } };
    const included = [null, { type: 'server', id: '2', attributes: { name: 'x', status: 7 } }];
    const { bm } = await scripted(() => ({ body: { data, included } }));
    const error = await failureOf(bm.players.get({ id: '1' }, MODERATOR));
    expect(error.message).toContain('included[1].attributes.status: expected string, got number');
  });
});

describe('before anything is sent', () => {
  it.each(['', '1/../2', '%31', '1?x=1', 'abc', '-1', '1\n'])(
    'the id %j is refused in a path',
    async (id) => {
      const { bm, targets } = await scripted(() => ({ body: {} }));
      await expect(bm.bans.get({ id }, MODERATOR)).rejects.toThrow('id must be digits');
      await expect(bm.bans.delete({ id }, MODERATOR)).rejects.toThrow(TypeError);
      await expect(bm.flagPlayers.remove({ player: '1', flag: id }, MODERATOR)).rejects.toThrow(
        'flag must be a UUID',
      );
      expect(targets).toEqual([]);
    },
  );
});
