import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCustomId, parseCustomId } from '../../src/message/custom-id.ts';

const name = fc.stringMatching(/^[a-z0-9-]{1,32}$/u);

describe('custom_id', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(name, name, fc.string({ maxLength: 30 }), (command, action, key) => {
        expect(parseCustomId(formatCustomId({ command, action, key }))).toEqual({ command, action, key });
      }),
    );
  });

  it('may hold separators and line breaks in its key', () => {
    expect(parseCustomId('v1:stats:pick:a:b\nc')).toEqual({
      command: 'stats',
      action: 'pick',
      key: 'a:b\nc',
    });
  });

  it('is undefined for whatever this version did not write, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const parsed = parseCustomId(text);
        if (parsed !== undefined) expect(formatCustomId(parsed)).toBe(text);
      }),
      { examples: [['v1:ban:confirm:'], ['v1::confirm:x'], ['__proto__']] },
    );
    for (const foreign of ['', 'v1', 'v2:ban:confirm:x', 'v1:Ban:confirm:x', 'v1:ban:confirm', 'v1:ban::x']) {
      expect(parseCustomId(foreign)).toBeUndefined();
    }
  });

  it('is refused at writing when Discord would refuse it', () => {
    expect(() => formatCustomId({ command: 'stats', action: 'pick', key: 'k'.repeat(87) })).toThrow(
      RangeError,
    );
    expect(formatCustomId({ command: 'stats', action: 'pick', key: 'k'.repeat(86) })).toHaveLength(100);
  });
});
