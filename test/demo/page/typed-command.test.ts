import { describe, expect, it } from 'vitest';
import {
  faultOf,
  fill,
  matchCommands,
  readCommand,
  readOn,
  typedSoFar,
  valuesOf,
} from '../../../src/demo/page/client/typed-command.ts';
import type { ShownCommand, ShownOption } from '../../../src/demo/page/protocol.ts';

const player: ShownOption = {
  name: 'player',
  description: 'Who',
  type: 3,
  required: true,
  autocomplete: true,
};
const times: ShownOption = { name: 'times', description: 'How often', type: 4, min_value: 1, max_value: 9 };
const force: ShownOption = { name: 'force', description: 'Anyway', type: 5 };
const scope: ShownOption = {
  name: 'scope',
  description: 'Where',
  type: 3,
  choices: [{ name: 'All servers', value: 'all', name_localizations: undefined }],
};
const BAN: ShownCommand = {
  path: 'ban',
  name: 'ban',
  description: 'Ban a player',
  options: [player, times, force, scope],
};
const add: ShownCommand = {
  path: 'flag add',
  name: 'flag',
  subcommand: 'add',
  description: 'Put',
  options: [player],
};
const list: ShownCommand = { ...add, path: 'flag list', subcommand: 'list', description: 'Show' };
const schedule: ShownCommand = {
  path: 'board schedule add',
  name: 'board',
  subcommand: 'schedule add',
  description: 'Plan',
  options: [
    {
      name: 'where',
      description: 'Where',
      type: 7,
      required: true,
      choices: [{ name: '#general', value: '300000000000000001', name_localizations: undefined }],
    },
    {
      name: 'whom',
      description: 'Whom',
      type: 8,
      choices: [{ name: '@Air Crew', value: '400000000000000001', name_localizations: undefined }],
    },
  ],
};
const banList: ShownOption = { name: 'list', description: 'A list', type: 11, required: true };
const unban: ShownCommand = { path: 'unban', name: 'unban', description: 'Lift', options: [] };
const COMMANDS = [BAN, add, list, unban];
const paths = (typed: string) => matchCommands(COMMANDS, typed).map(({ path }) => path);

describe('the list of commands', () => {
  it('narrows as one types, beginnings before what stands inside', () => {
    expect(paths('')).toEqual(['ban', 'flag add', 'flag list', 'unban']);
    expect(paths('ban')).toEqual(['ban', 'unban']);
    expect(paths('flag l')).toEqual(['flag list']);
    expect(paths('LIST')).toEqual(['flag list']);
    expect(paths('lift')).toEqual(['unban']);
    expect(paths('zzz')).toEqual([]);
  });
});

describe('a typed command', () => {
  it('is taken once its name is complete, with the subcommand', () => {
    expect(readCommand(COMMANDS, '/ban')).toBeUndefined();
    expect(readCommand(COMMANDS, '/flag ')).toBeUndefined();
    expect(readCommand(COMMANDS, '/flag add ')?.command).toBe(add);
  });

  it('gives text without a name to the first option, and the rest by name', () => {
    const read = readCommand(COMMANDS, '/ban Grey Falcon: the 2nd times: 3 scope: all SERVERS');
    expect(valuesOf(read?.filled ?? [])).toEqual({ player: 'Grey Falcon: the 2nd', times: 3, scope: 'all' });
  });

  it('of a group takes channels and roles by the names that are shown, and sends their ids', () => {
    const all = [...COMMANDS, schedule];
    expect(readCommand(all, '/board schedule')).toBeUndefined();
    const read = readCommand(all, '/board schedule add #general whom: @air crew');
    expect(valuesOf(read?.filled ?? [])).toEqual({
      where: '300000000000000001',
      whom: '400000000000000001',
    });
    const [where] = readCommand(all, '/board schedule add #elsewhere')?.filled ?? [];
    expect(where && faultOf(where)).toBe('Input a valid choice.');
    expect(matchCommands(all, 'board sch').map(({ path }) => path)).toEqual(['board schedule add']);
  });

  it('shows required options even when nothing is typed for them', () => {
    expect(
      readCommand(COMMANDS, '/ban times: 2')?.filled.map(({ option, text }) => [option.name, text]),
    ).toEqual([
      ['player', ''],
      ['times', '2'],
    ]);
  });

  it('goes on to the option whose name is typed inside another one', () => {
    expect(readOn('Grey Falcon times:', 'player', BAN.options)).toEqual({
      own: 'Grey Falcon',
      next: { option: times, text: '' },
    });
    expect(readOn('player: x', 'player', BAN.options)).toEqual({ own: 'x', next: undefined });
    expect(readOn('what: ever', 'player', BAN.options).next).toBeUndefined();
  });
});

describe('an option', () => {
  it.each([
    [player, '', 'This option is required. Specify a value.'],
    [player, 'x', undefined],
    [times, '3', undefined],
    [times, '3.5', 'Input a valid integer.'],
    [times, 'x', 'Input a valid integer.'],
    [times, '0', 'Input a number of at least 1.'],
    [times, '10', 'Input a number of at most 9.'],
    [force, 'true', undefined],
    [force, 'perhaps', 'Input a valid boolean: True or False.'],
    [scope, 'all servers', undefined],
    [scope, 'elsewhere', 'Input a valid choice.'],
    [{ ...player, max_length: 2 }, 'abc', 'Input at most 2 characters.'],
    [banList, 'bans.txt', 'Choose a file, or paste its text.'],
    [{ ...player, type: 9 as const }, 'x', 'This page cannot fill in options of this kind.'],
  ])('$name of %j: %j', (option, text, fault) => {
    expect(faultOf(fill(option, text))).toBe(fault);
  });

  it('sends what a chosen choice stands for, whatever is shown', () => {
    expect(
      valuesOf([{ option: player, text: 'Grey Falcon · 1', chosen: 'bm:1' }, fill(force, 'True')]),
    ).toEqual({
      player: 'bm:1',
      force: true,
    });
  });

  it('keeps the blank behind a choice that was typed, for the name of another option may follow', () => {
    const typed = fill(force, 'true ');
    expect(valuesOf([typed])).toEqual({ force: true });
    expect(readOn(`${typed.text}times:`, force.name, [force, times])).toMatchObject({
      own: 'True',
      next: { option: times },
    });
  });

  it('takes a file that is given, and keeps it at home while another option is completed', () => {
    const file = { name: 'bans.csv', base64: 'c3RlYW1JRA==' };
    const given = { option: banList, text: file.name, file };
    expect(faultOf(given)).toBeUndefined();
    expect(valuesOf([given, fill(times, '3')])).toEqual({ list: file, times: 3 });
    expect(typedSoFar([given, fill(player, 'Vi')], 'player')).toEqual({ player: 'Vi' });
  });

  it('is completed with what stands in the others so far', () => {
    expect(typedSoFar([fill(player, ''), fill(times, ''), fill(scope, 'else')], 'player')).toEqual({
      player: '',
      scope: 'else',
    });
  });
});
