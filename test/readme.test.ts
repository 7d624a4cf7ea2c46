import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands/index.ts';
import { ENVIRONMENT_VARIABLES } from '../config/env.ts';
import { levelFor } from '../src/discord/command.ts';

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

  it('lists everything that can be run in its table, with the level that it needs', () => {
    const levels = { everyone: 'everyone', moderator: 'moderators', admin: 'admins' };
    const listed = rowsOf(readme).flatMap(({ paths, who }) => paths.map((path) => [path, who] as const));
    const real = ACTIONS.map(({ path, level }) => [path, levels[level]] as const);
    expect(new Map(listed)).toEqual(new Map(real));
    expect(listed).toHaveLength(real.length);
  });

  it('names the options of a command: all of them, or some before an ellipsis, or none', () => {
    for (const { paths, options, more } of rowsOf(readme).filter((row) => row.options.length > 0)) {
      const real = ACTIONS.filter(({ path }) => paths.includes(path)).flatMap((action) => action.options);
      const all = [...new Set(real)].sort();
      if (more) expect(all).toEqual(expect.arrayContaining([...options]));
      else expect([...options].sort(), paths.join()).toEqual(all);
    }
  });
});

const ACTIONS = COMMANDS.flatMap((command) => {
  const { name, body } = command;
  const actions = body.kind === 'action' ? { '': body.action } : body.actions;
  return Object.entries(actions).map(([sub, action]) => ({
    path: `${name} ${sub}`.trim(),
    level: levelFor(command, action),
    options: Object.keys(action.options),
  }));
});

/** A row such as `/board servers\|list channel: …`, with the paths that it stands for. */
function rowsOf(text: string) {
  return [...text.matchAll(/^\| `\/([^`]+)` \| (\w+) \|/gmu)].map(([, usage = '', who = '']) => {
    const words = usage.replaceAll('\\|', '|').split(' ');
    const path = words.filter((word) => !word.endsWith(':') && word !== '…').map((word) => word.split('|'));
    return {
      paths: path.reduce<string[]>(
        (heads, tails) => heads.flatMap((head) => tails.map((tail) => `${head} ${tail}`.trim())),
        [''],
      ),
      who,
      options: words.filter((word) => word.endsWith(':')).map((word) => word.slice(0, -1)),
      more: words.includes('…'),
    };
  });
}
