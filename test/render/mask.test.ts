import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedText, maskIdentifiers } from '../../src/render/mask.ts';

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength: length, maxLength: length });
const steamId = digits(10).map((rest) => `7656119${rest}`);
const uuid = fc.uuid();
/** What people type around an identifier. */
const before = fc.constantFrom('', 'ID ', 'his id:', 'eos=', '(', '"', 'seen with\n', 'Müller ', '[', '!');
const after = fc.constantFrom('', ' again', '.', ', and', ')', '"', '\n', ']', '?', '!');

describe('masked text', () => {
  it.each([
    ['76561198012345678 again', '…5678 again'],
    ['steamcommunity.com/profiles/76561198012345678', 'steamcommunity.com/profiles/…5678'],
    ['GUID 0123456789abcdef0123456789ABCDEF', 'GUID …CDEF'],
    ['hwid {9F8E7D6C-1234-4abc-8def-001122334455}', 'hwid {…4455}'],
    ['from 203.0.113.7.', 'from [address].'],
    ['203.0.113.7:27015', '[address]:27015'],
    ['010.001.002.003', '[address]'],
    ['ip:2001:db8::1, again', 'ip:[address], again'],
    ['[2001:db8::1]:27015', '[[address]]:27015'],
    ['2001:db8:0:0:0:0:0:1:27015', '[address]:27015'],
    ['::ffff:203.0.113.7', '[address]'],
    ['fe80::1%eth0', '[address]'],
  ])('%s reads %s', (text, masked) => {
    expect(maskIdentifiers(text)).toBe(masked);
  });

  it.each([
    '22.11.2026 at 12:30:45',
    '2026-11-22T09:00:00.900Z',
    'DCS 2.9.10.4160, SRS 2.1.0.10.3, Tacview v1.9.3.1',
    '<@76561198012345678> and <@&76561198012345678> in <#76561198012345678>',
    'player 1200004293, ban 153866004',
    'message 1234567890123456789',
    'std::vector, :one::two:, 4:3, a:b',
    '300.300.300.300',
    'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    '76561198012345678901',
    '',
  ])('leaves %s as it is', (text) => {
    expect(maskIdentifiers(text)).toBe(text);
  });

  it('never shows more than the last four characters of an id, whatever stands around it', () => {
    fc.assert(
      fc.property(before, fc.oneof(steamId, hex(32), uuid), after, (head, id, tail) => {
        expect(maskIdentifiers(`${head}${id}${tail}`)).toBe(`${head}…${id.slice(-4)}${tail}`);
      }),
    );
  });

  it('shows nothing of an address, whatever stands around it', () => {
    fc.assert(
      fc.property(before, fc.oneof(fc.ipV4(), fc.ipV6()), after, (head, address, tail) => {
        // An address that begins with colons cannot be told from a label's colon before it.
        const label = address.startsWith(':') ? head.replace(/:$/u, ' ') : head;
        expect(maskIdentifiers(`${label}${address}${tail}`)).toBe(`${label}[address]${tail}`);
      }),
    );
  });

  it('is the same when it is masked again', () => {
    const piece = fc.oneof(steamId, hex(32), uuid, fc.ipV4(), fc.ipV6(), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const masked = maskIdentifiers(pieces.join(' '));
        expect(maskIdentifiers(masked)).toBe(masked);
      }),
    );
  });

  it('has no identifier to change in words without digits and colons', () => {
    const word = fc.string({ unit: 'binary' }).filter((text) => !/[\d:]/u.test(text) && text.length < 32);
    fc.assert(
      fc.property(word, (text) => {
        expect(maskIdentifiers(text)).toBe(text);
      }),
    );
  });

  it('masks what only looks like something else: an id with something invisible in it', () => {
    expect(maskedText('7656119\u200b8012345678 *again*')).toBe('…5678 \\*again\\*');
  });

  it('takes no long time for a long row of colons', () => {
    const long = '1:'.repeat(20_000);
    const begun = performance.now();
    maskIdentifiers(long);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
