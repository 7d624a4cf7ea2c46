import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readColour, readIcon } from '../../../src/moderation/flags/flag-look.ts';
import { call, setScene } from '../scene.ts';

/** A flag of another organization that shares it is added, for those of the seeded world are all ours. */
async function setDefinitions() {
  const scene = await setScene();
  const [first] = scene.world.flags;
  if (first === undefined) throw new Error('the simulated world has no flags');
  const theirs = {
    ...first,
    id: '01234567-89ab-4def-8123-456789abcdef',
    name: 'Of others',
    organizationId: '7',
    shared: true,
  };
  scene.world.flags.push(theirs);
  return { ...scene, definitions: scene.moderation.definitions, flag: first, theirs };
}

describe('the list of flags', () => {
  test('has those of the organization by name, none that is personal', async () => {
    const { definitions } = await setDefinitions();
    const names = (await definitions.list(call)).map(({ name }) => name);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
    expect(names).toContain('Watch');
    expect(names).not.toContain('Mine alone');
  });

  test('names the scope that the token lacks', async () => {
    const scene = await setScene({ tokens: [{ token: 'simulator-token', scopes: ['ban:read'] }] });
    const attempt = scene.moderation.definitions.list(call);
    await expect(attempt).rejects.toMatchObject({ identifier: 'scope-missing' });
    await expect(attempt).rejects.toThrow('`flag:read`');
  });
});

describe('a new flag', () => {
  test('is asked for with everything that BattleMetrics wants', async () => {
    const { definitions } = await setDefinitions();
    const input = {
      name: '  Seed\n helper ',
      color: 'Gold',
      description: ' helps to seed ',
      icon: 'Thumb-up',
    };
    expect(await definitions.createRequest(input, call)).toEqual({
      kind: 'flag-create',
      subject: { playerId: null, name: null, steamId: null },
      definition: {
        name: 'Seed helper',
        color: '#ffd700',
        description: 'helps to seed',
        icon: 'thumb_up',
      },
    });
    expect(await definitions.createRequest({ name: 'Plain' }, call)).toMatchObject({
      definition: { color: expect.stringMatching(/^#[\da-f]{6}$/u), description: null, icon: null },
    });
  });

  test.each([
    ['a name that there is already, in any case', { name: ' wATCH ' }, 'flag-name-taken'],
    ['no name', { name: '  ' }, 'flag-name-empty'],
    ['a name beyond 255 characters', { name: 'x'.repeat(256) }, 'flag-text-too-long'],
    ['a colour that is none', { name: 'New', color: 'reddish' }, 'flag-colour-unknown'],
    ['an icon that BattleMetrics does not have', { name: 'New', icon: 'skull' }, 'flag-icon-unknown'],
  ])('is refused with %s', async (_, input, identifier) => {
    const { definitions, writes } = await setDefinitions();
    await expect(definitions.createRequest(input, call)).rejects.toMatchObject({ identifier });
    expect(writes()).toEqual([]);
  });

  test('may have a name of exactly 255 characters, an emoji counting as one', async () => {
    const { definitions } = await setDefinitions();
    const name = '😀'.repeat(255);
    expect(await definitions.createRequest({ name }, call)).toMatchObject({ definition: { name } });
  });
});

describe('a change of a flag', () => {
  test('keeps what is not named, and what was there before for undoing', async () => {
    const { definitions, flag } = await setDefinitions();
    const before = {
      name: flag.name,
      color: flag.color,
      description: flag.description,
      icon: flag.icon,
    };
    const request = await definitions.editRequest({ flag: flag.name.toUpperCase(), color: '#ABCDEF' }, call);
    expect(request).toMatchObject({ flagId: flag.id, before, after: { ...before, color: '#abcdef' } });
  });

  test('takes description and icon away by the word none', async () => {
    const { definitions, flag } = await setDefinitions();
    const request = await definitions.editRequest({ flag: flag.id, description: 'None', icon: 'none' }, call);
    expect(request.after).toMatchObject({ description: null, icon: null });
  });

  test('may change the case of the name alone, not take the name of another', async () => {
    const { definitions, flag } = await setDefinitions();
    const name = flag.name.toUpperCase();
    expect(await definitions.editRequest({ flag: flag.id, name }, call)).toMatchObject({ after: { name } });
    await expect(definitions.editRequest({ flag: flag.id, name: 'TRUSTED' }, call)).rejects.toMatchObject({
      identifier: 'flag-name-taken',
    });
  });

  test('is refused when it changes nothing', async () => {
    const { definitions, flag } = await setDefinitions();
    for (const input of [{}, { name: flag.name }, { color: flag.color.toUpperCase() }]) {
      await expect(definitions.editRequest({ flag: flag.id, ...input }, call)).rejects.toMatchObject({
        identifier: 'flag-unchanged',
      });
    }
  });

  test.each([
    ['that is unknown', 'No such flag', 'flag-unknown'],
    ['that is personal', 'Mine alone', 'flag-unknown'],
  ])('is refused for a flag %s, and so is its end', async (_, flag, identifier) => {
    const { definitions } = await setDefinitions();
    await expect(definitions.editRequest({ flag, name: 'Mine' }, call)).rejects.toMatchObject({ identifier });
    await expect(definitions.deleteRequest(flag, call)).rejects.toMatchObject({ identifier });
  });
});

describe('the end of a flag', () => {
  test('is asked for with what it was', async () => {
    const { definitions, flag } = await setDefinitions();
    expect(await definitions.deleteRequest(flag.name, call)).toMatchObject({
      kind: 'flag-delete',
      flagId: flag.id,
      before: { name: flag.name, color: flag.color },
    });
  });
});

describe('how a flag looks', () => {
  test('takes every colour of six hexadecimal digits, with or without the sign', () => {
    const digits = fc.array(fc.constantFrom(...'0123456789abcdefABCDEF'), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(digits, fc.boolean(), (chosen, signed) => {
        const hex = chosen.join('');
        expect(readColour(`${signed ? '#' : ''}${hex}`)).toBe(`#${hex.toLowerCase()}`);
      }),
    );
  });

  test('gives a colour that BattleMetrics takes, or says that it is none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('red', ' Blue', 'constructor', '#12345')), (text) => {
        try {
          expect(readColour(text)).toMatch(/^#[\da-f]{6}$/u);
        } catch (error) {
          expect(error).toMatchObject({ identifier: 'flag-colour-unknown' });
        }
      }),
    );
  });

  test('reads icons as people type them', () => {
    expect(readIcon(' Attach money ')).toBe('attach_money');
    expect(readIcon('NONE')).toBeNull();
    expect(() => readIcon('')).toThrow('no such icon');
  });
});
