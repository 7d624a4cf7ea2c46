import { expect, test } from 'vitest';
import { banBody } from '../../../src/moderation/bans/ban-body.ts';
import type { BanRequest } from '../../../src/store/moderation-request.ts';

const request: BanRequest = {
  kind: 'ban',
  subject: { playerId: '1001', name: 'Raven', steamId: null },
  identifiers: [500, 501],
  reason: 'Team kills',
  note: 'Banned by Kestrel (100) with Squawk',
  scope: { kind: 'organization' },
  durationMs: 7 * 86_400_000,
};
const mark = { uid: 'aB3dE6gH9jK2', timestamp: Date.UTC(2026, 0, 2, 3, 4, 5, 678) };
const body = (changes: Partial<BanRequest>) => banBody({ ...request, ...changes }, mark, '42');

test('a ban in the whole organization', () => {
  expect(body({})).toStrictEqual({
    type: 'ban',
    attributes: {
      uid: 'aB3dE6gH9jK2',
      timestamp: '2026-01-02T03:04:05.678Z',
      reason: 'Team kills',
      note: 'Banned by Kestrel (100) with Squawk',
      expires: '2026-01-09T03:04:05.678Z',
      identifiers: [500, 501],
      orgWide: true,
      autoAddEnabled: true,
      nativeEnabled: null,
    },
    relationships: {
      organization: { data: { type: 'organization', id: '42' } },
      player: { data: { type: 'player', id: '1001' } },
    },
  });
});

test('a ban on one server says that it is not for the whole organization', () => {
  const { attributes, relationships } = body({
    scope: { kind: 'server', serverId: '9', serverName: 'Rust' },
  });
  expect(attributes.orgWide).toBe(false);
  expect(relationships).toStrictEqual({
    organization: { data: { type: 'organization', id: '42' } },
    player: { data: { type: 'player', id: '1001' } },
    server: { data: { type: 'server', id: '9' } },
  });
});

test('a ban on the ban list names it by its UUID', () => {
  const id = '9f172ad0-9e97-11ee-a3b7-f9dee4010c6b';
  const { attributes, relationships } = body({ scope: { kind: 'ban-list', banListId: id } });
  expect(attributes.orgWide).toBe(true);
  expect(relationships.banList).toStrictEqual({ data: { type: 'banList', id } });
  expect(relationships.server).toBeUndefined();
});

test('a ban for good has no end', () => {
  expect(body({ durationMs: null }).attributes.expires).toBeNull();
});

test('a ban of a Steam ID that BattleMetrics does not know names no player', () => {
  const identifiers = [{ type: 'steamID', identifier: '76561198000000001', manual: true as const }];
  const made = body({ subject: { playerId: null, name: null, steamId: '76561198000000001' }, identifiers });
  expect(made.attributes.identifiers).toStrictEqual(identifiers);
  expect(made.relationships).not.toHaveProperty('player');
});
