import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/message/user-error.ts';
import { readListFile } from '../../../../src/moderation/bans/import/list-file.ts';

const LIST = '76561198000000001:0 //Тимкилл – 😀\n';

describe('the file of a ban list', () => {
  it('is read in UTF-8, with a mark at its beginning or without', () => {
    expect(readListFile(Buffer.from(LIST))).toBe(LIST);
    expect(readListFile(Buffer.from(`\uFEFF${LIST}`))).toBe(LIST);
  });

  it('is read in UTF-16 of either order', () => {
    const little = Buffer.from(`\uFEFF${LIST}`, 'utf16le');
    expect(readListFile(little)).toBe(LIST);
    expect(readListFile(Buffer.from(little).swap16())).toBe(LIST);
  });

  it.each([
    ['an empty one', Buffer.from(' \r\n'), 'import-empty'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'import-not-text'],
    ['text with zeros', Buffer.from([55, 54, 0, 49]), 'import-not-text'],
    ['Latin-1', Buffer.from('Grüße', 'latin1'), 'import-not-text'],
  ])('is refused with a sentence: %s', (_, data, code) => {
    expect(() => readListFile(data)).toThrow(expect.objectContaining({ identifier: code }));
  });

  it('never fails in another way', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        try {
          return typeof readListFile(data) === 'string';
        } catch (error) {
          return error instanceof UserError;
        }
      }),
    );
  });
});
