import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands/index.ts';
import { ENVIRONMENT_VARIABLES } from '../config/env.ts';

let readme: string;

beforeAll(async () => {
  readme = await readFile('README.md', 'utf8');
});

describe('the README', () => {
  it.each(ENVIRONMENT_VARIABLES)('says of $name what config/variables.ts says', (variable) => {
    const value = variable.required ? 'needed' : (variable.default ?? '').replace(/^.+$/u, '`$&`');
    expect(readme).toContain(`| \`${variable.name}\` | ${value} | ${variable.description} |`);
  });

  it('names no setting that is none', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gmu)].map((match) => match[1]);
    expect(rows).toEqual(ENVIRONMENT_VARIABLES.map(({ name }) => name));
  });

  it('lists every command in its table, with the level that it needs', () => {
    const levels = { everyone: 'everyone', moderator: 'moderators', admin: 'admins' };
    const rows = [...readme.matchAll(/^\| `\/([a-z]+)[^`]*` \| (\w+) \|/gmu)].map((match) => [
      match[1],
      match[2],
    ]);
    expect(new Map(rows.map(([name, level]) => [name, level]))).toEqual(
      new Map(COMMANDS.map(({ name, access }) => [name, levels[access]])),
    );
  });
});
