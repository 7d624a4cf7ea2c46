import { expect, test } from 'vitest';
import { relatedIdentifier } from '../../../src/battlemetrics/schemas/related-identifier.ts';
import { sharedBy } from '../../../src/moderation/players/related-players.ts';

function shared(type: string, players: readonly string[], common = false) {
  return relatedIdentifier.schema.parse({
    type: 'relatedIdentifier',
    id: '1',
    attributes: { type },
    relationships: { relatedPlayers: { data: players.map((id) => ({ type: 'player', id })) } },
    meta: common ? { commonIdentifier: true } : {},
  });
}

test('who shares most comes first, a name counting least, and the player himself is nobody else', () => {
  const identifiers = [
    shared('name', ['7', '1', '2']),
    shared('ip', ['7', '2', '3']),
    shared('steamID', ['7', '3', '4']),
    shared('ip', ['3']),
  ];
  expect(sharedBy('7', identifiers).others).toEqual([
    { id: '3', types: ['ip', 'steamID'] },
    { id: '2', types: ['name', 'ip'] },
    { id: '4', types: ['steamID'] },
    { id: '1', types: ['name'] },
  ]);
});

test('types that too many share are named once, and nobody with them', () => {
  const identifiers = [shared('ip', [], true), shared('ip', [], true), shared('name', ['1'])];
  expect(sharedBy('7', identifiers)).toEqual({ others: [{ id: '1', types: ['name'] }], common: ['ip'] });
});
