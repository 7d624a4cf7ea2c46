import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/message/user-error.ts';
import {
  chooseIdentifiers,
  fillNote,
  fillReason,
  isShared,
  isSteamId,
  toBanIdentifier,
} from '../../../src/moderation/bans/ban-rules.ts';

const moderator = { id: '100', name: 'Kestrel' };

describe('which identifiers a ban hits', () => {
  const shared = fc.constantFrom('name', 'survivorName', 'ip', 'steamFamilyShareOwner');
  const personal = fc.oneof(
    fc.constantFrom('steamID', 'BEGUID', 'eosID', 'reforgerUUID', 'playFabID'),
    fc.stringMatching(/^new[A-Za-z]{1,8}$/u),
  );
  const identifierOf = (type: fc.Arbitrary<string>) =>
    fc.record({ id: fc.integer({ min: 1 }).map(String), type, value: fc.string() });

  test('never one that people share, and always every other', () => {
    fc.assert(
      fc.property(
        fc.array(identifierOf(shared)),
        fc.array(identifierOf(personal), { minLength: 1 }),
        (s, p) => {
          expect(chooseIdentifiers([...s, ...p])).toEqual(p);
          expect([...s, ...p].filter(isShared)).toEqual(s);
        },
      ),
    );
  });

  test('none at all, when only shared ones are known: the ban is refused', () => {
    fc.assert(
      fc.property(fc.array(identifierOf(shared)), (known) => {
        expect(() => chooseIdentifiers(known)).toThrow(UserError);
      }),
    );
  });

  test('known ones by their integer id, and by value only where there is none', () => {
    expect(toBanIdentifier({ id: '500', type: 'steamID', value: 'x' })).toBe(500);
    expect(toBanIdentifier({ id: 'a-b', type: 'eosID', value: 'x' })).toEqual({
      type: 'eosID',
      identifier: 'x',
      manual: true,
    });
    expect(toBanIdentifier({ id: 'a-b', type: 'eosID' })).toBeUndefined();
  });

  test.each([
    ['76561198000000001', true],
    ['7656119800000000', false],
    ['765611980000000012', false],
    ['86561198000000001', false],
  ])('%s as a Steam ID: %s', (text, expected) => {
    expect(isSteamId(text)).toBe(expected);
  });
});

describe('the reason of a ban', () => {
  test('names the moderator where BattleMetrics would name the owner of the token', () => {
    expect(fillReason('Banned by {{admin}} until {{expires}}, {{ ADMIN }}', moderator)).toBe(
      'Banned by Kestrel until {{expires}}, Kestrel',
    );
  });

  test('takes the name as it is, also with signs that a replacement would read', () => {
    expect(fillReason('{{admin}}', { ...moderator, name: "$& $1 $' {{timeLeft}}" })).toBe(
      "$& $1 $' timeLeft",
    );
  });

  test('is refused when it does not fit with the name filled in', () => {
    expect(fillReason('x'.repeat(255), moderator)).toHaveLength(255);
    expect([...fillReason('🚀'.repeat(255), moderator)]).toHaveLength(255);
    expect(() => fillReason('x'.repeat(256), moderator)).toThrow(/256 characters, .*255/);
    expect(() => fillReason(`${'x'.repeat(246)}{{admin}}`, { ...moderator, name: 'y'.repeat(32) })).toThrow(
      /278 characters with your name filled in/,
    );
  });

  test('is refused when nothing is in it', () => {
    expect(() => fillReason('   ', moderator)).toThrow(UserError);
  });
});

test('the note begins with who banned, and keeps what was written and where it can be seen', () => {
  const who = 'Banned by Kestrel (100) with Squawk';
  expect(fillNote({}, moderator)).toBe(who);
  expect(fillNote({ note: ' Seen by two ' }, moderator)).toBe(`${who}\n\nSeen by two`);
  expect(fillNote({ note: 'Twice', evidence: ' https://example.com/clip?t=1 ' }, moderator)).toBe(
    `${who}\n\nTwice\n\nEvidence: https://example.com/clip?t=1`,
  );
});

test.each(['clip', 'javascript:alert(1)', 'https://', 'https://example.com and more', 'ftp://example.com'])(
  'the evidence is a link that a browser opens, not %s',
  (evidence) => {
    expect(() => fillNote({ evidence }, moderator)).toThrow(UserError);
  },
);
