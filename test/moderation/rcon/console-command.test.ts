import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/message/user-error.ts';
import { readConsoleCommand } from '../../../src/moderation/rcon/console-command.ts';

const ALLOWED = ['AdminBroadcast', 'say', 'server status'];

function refusalOf(text: string, allowed: readonly string[] = ALLOWED): string {
  try {
    return `sent: ${readConsoleCommand(text, allowed)}`;
  } catch (error) {
    if (error instanceof UserError) return error.identifier;
    throw error;
  }
}

describe('a console command', () => {
  test.each([
    ['say hello there', 'say hello there'],
    ['  SAY hello  ', 'SAY hello'],
    ['say', 'say'],
    ['Server   Status now', 'Server   Status now'],
    ['adminbroadcast "two words" #1 @all', 'adminbroadcast "two words" #1 @all'],
    ['say größer 😀', 'say größer 😀'],
  ])('is sent as it was typed when its first words are allowed: %j', (typed, sent) => {
    expect(readConsoleCommand(typed, ALLOWED)).toBe(sent);
  });

  test.each([
    ['sayhello', 'rcon-not-allowed'],
    ['say-hello', 'rcon-not-allowed'],
    ['sa', 'rcon-not-allowed'],
    ['server', 'rcon-not-allowed'],
    ['server statusx', 'rcon-not-allowed'],
    ['quit say', 'rcon-not-allowed'],
    ['"say" x', 'rcon-not-allowed'],
    ['', 'rcon-empty'],
    ['  \n ', 'rcon-empty'],
    ['say a; quit', 'rcon-chained'],
    ['say a | quit', 'rcon-chained'],
    ['say a && quit', 'rcon-chained'],
    ['say a\nquit', 'rcon-unseen-characters'],
    ['say a\rquit', 'rcon-unseen-characters'],
    ['say a\u2028quit', 'rcon-unseen-characters'],
    ['say\u0000', 'rcon-unseen-characters'],
    ['say \u202etxt', 'rcon-unseen-characters'],
    ['say \ud800', 'rcon-unseen-characters'],
    [`say ${'x'.repeat(497)}`, 'rcon-too-long'],
  ])('is refused: %j', (typed, identifier) => {
    expect(refusalOf(typed)).toBe(identifier);
  });

  test('may have exactly 500 characters', () => {
    expect(refusalOf(`say ${'x'.repeat(496)}`)).toMatch(/^sent/u);
  });

  test('is refused whatever it is while none is allowed, or the list holds empty words', () => {
    expect(refusalOf('say a', [])).toBe('rcon-off');
    expect(refusalOf('say a', ['', ' '])).toBe('rcon-not-allowed');
  });

  test('never leaves as more than one visible line that begins with allowed words', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'say',
        'SAY',
        'server status',
        ' ',
        '\t',
        ';',
        '|',
        '&',
        '\n',
        '\r',
        '\u0085',
        '\u2029',
        '\u200b',
        'quit',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const typed = pieces.join('');
        let sent: string;
        try {
          sent = readConsoleCommand(typed, ALLOWED);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          return;
        }
        expect(sent).toBe(typed.trim());
        expect(sent).not.toMatch(/[;|&\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/u);
        expect(sent.toLowerCase()).toMatch(/^(?:adminbroadcast|say|server\s+status)(?:\s|$)/u);
      }),
      { numRuns: 1_000 },
    );
  });
});
