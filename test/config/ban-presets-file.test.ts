import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BAN_PRESETS, loadBanPresetsFile } from '../../config/ban-presets-file.ts';
import { ConfigError } from '../../config/config-error.ts';
import { fillReason } from '../../src/moderation/bans/ban-rules.ts';
import { parseDuration } from '../../src/moderation/bans/durations.ts';
import { checkPreset } from '../../src/moderation/bans/preset-check.ts';
import { fileOf as file, refusal } from './files.ts';

const PRESET = { name: 'Team killing', reason: 'Team killing, {{timeLeft}} left', duration: '3d' };
const EXAMPLE = 'config/ban-presets.example.json';

const fileOf = (content: string) => file('presets.json', content);

function load(...presets: readonly unknown[]) {
  return loadBanPresetsFile(fileOf(JSON.stringify({ presets })), checkPreset);
}

/** The faults of presets, without the file's path. */
function faults(...presets: readonly unknown[]): readonly string[] {
  return refusal(() => load(...presets)).faults.map(
    ({ variable, problem }) => `${variable.replace(/^[^,]*presets\.json, /u, '')} ${problem}`,
  );
}

describe('a file of ban presets', () => {
  it('is read as it stands, without spaces around', () => {
    expect(load(PRESET, { name: ' Spam ', reason: ' Spam ', duration: ' perm ' })).toEqual([
      PRESET,
      { name: 'Spam', reason: 'Spam', duration: 'perm' },
    ]);
  });

  it('may begin with the mark that editors put there', () => {
    const path = fileOf(`\ufeff${JSON.stringify({ presets: [PRESET] })}`);
    expect(loadBanPresetsFile(path, checkPreset)).toEqual([PRESET]);
  });

  it('is refused with every fault at once', () => {
    expect(
      faults(
        { ...PRESET, name: '', duration: 7 },
        { name: 'Spam', reason: 'x'.repeat(256) },
        'Spam',
        { ...PRESET, colour: 'red' },
        { ...PRESET, name: 'SPAM', duration: 'a week' },
      ),
    ).toEqual([
      'preset 1, name is empty',
      'preset 1, duration is not a text in quotes',
      'preset 2, reason is longer than 255 characters',
      'preset 2, duration is missing',
      'preset 3 is no object in braces',
      'preset 4 has "colour", which I do not know',
      'preset 5, name is that of another preset in the file, too',
      'preset 5, duration is no duration such as 30m, 12h, 7d, 2w, 1mo, 1d12h or perm',
    ]);
  });

  it.each([
    ['3', 'duration is no duration such as'],
    ['7 fortnights', 'duration is no duration such as'],
    ['0m', 'duration is less than a minute'],
    ['11y', 'duration is more than ten years'],
  ])('is refused for the duration %s, which /ban would refuse', (duration, problem) => {
    expect(faults({ ...PRESET, duration })).toEqual([expect.stringContaining(problem)]);
  });

  it('is refused for a reason that does not fit with the name of whoever bans', () => {
    expect(faults({ ...PRESET, reason: `${'x'.repeat(230)} {{admin}}` })).toEqual([
      "preset 1, reason is longer than 255 characters with a moderator's name of 32 in it",
    ]);
  });

  it('is refused for a name that no choice of Discord holds, though its characters are few', () => {
    expect(faults({ ...PRESET, name: '🚀'.repeat(51) })).toEqual([
      'preset 1, name is longer than 100 UTF-16 units',
    ]);
  });

  it.each([
    ['no JSON', '{', 'is no JSON'],
    ['a list', '[]', 'is no object with "presets"'],
    ['an object without presets', '{}', 'is missing'],
    ['presets that are none', '{"presets": 3}', 'is not a list in brackets'],
  ])('is refused when it holds %s', (_, content, problem) => {
    const error = refusal(() => loadBanPresetsFile(fileOf(content), checkPreset));
    expect(error.message).toContain(problem);
    expect(error.message).toContain('BAN_PRESETS_FILE');
  });

  it('is refused when it is not there', () => {
    const error = refusal(() => loadBanPresetsFile('/nowhere/presets.json', checkPreset));
    expect(error.message).toContain('/nowhere/presets.json does not exist');
  });

  it('holds whatever JSON holds, or is refused', () => {
    fc.assert(
      fc.property(fc.json(), (content) => {
        const path = fileOf(content);
        try {
          loadBanPresetsFile(path, checkPreset);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe.each([
  ['built-in', () => DEFAULT_BAN_PRESETS],
  ['shown in the example', () => loadBanPresetsFile(EXAMPLE, checkPreset)],
])('the presets that are %s', (_, presets) => {
  it('can all be used as they are', () => {
    expect(presets().length).toBeGreaterThan(2);
    for (const preset of presets()) {
      expect(checkPreset(preset), preset.name).toEqual([]);
      expect(() => parseDuration(preset.duration)).not.toThrow();
      expect(fillReason(preset.reason, { id: '1', name: 'x'.repeat(32) })).not.toBe('');
    }
  });

  it('have names that differ', () => {
    const names = presets().map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });
});
