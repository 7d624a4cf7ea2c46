import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { levelFor } from '../../src/discord/command.ts';
import { commandFaults } from '../../src/discord/command-limits.ts';

describe('the registry', () => {
  it('holds nothing that Discord would refuse', () => {
    expect(commandFaults(COMMANDS)).toEqual([]);
  });

  it('lets nobody but moderators change anything', () => {
    const changing = COMMANDS.filter(({ writes }) => writes);
    expect(changing.map(({ name }) => name).sort()).toEqual([
      'audit',
      'ban',
      'ban-edit',
      'bans',
      'exemption',
      'flag',
      'flags',
      'note',
      'player',
      'rcon',
      'slot',
      'unban',
      'watch',
    ]);
    expect(changing.every(({ access }) => access !== 'everyone')).toBe(true);
  });

  it('shows moderation and links to the one who asked alone, and what members look up to all', () => {
    const visible = COMMANDS.flatMap(({ name, body }) =>
      (body.kind === 'action'
        ? [[name, body.action] as const]
        : Object.entries(body.actions).map(([path, action]) => [`${name} ${path}`, action] as const)
      )
        .filter(([, { visibility }]) => visibility === 'public')
        .map(([path]) => path),
    );
    expect(visible).toEqual(['stats', 'topkdr', 'leaderboard show', 'servers']);
  });

  it('lets admins alone decide what posts itself, and who is on no board', () => {
    const ofMembers = COMMANDS.filter(({ name }) => ['leaderboard', 'board'].includes(name)).flatMap(
      ({ name, access, body }) =>
        (body.kind === 'action' ? [] : Object.entries(body.actions))
          .filter(([, action]) => (action.access ?? access) !== 'admin')
          .map(([path]) => `${name} ${path}`),
    );
    expect(ofMembers).toEqual(['leaderboard show']);
  });

  it('lets admins alone do what moderation cannot take back, with its buttons', () => {
    const parts = COMMANDS.filter(({ writes }) => writes).flatMap((command) => {
      const { name, body, components } = command;
      const actions = body.kind === 'action' ? { '': body.action } : body.actions;
      return Object.entries({ ...actions, ...components })
        .filter(([, part]) => levelFor(command, part) === 'admin')
        .map(([part]) => `${name} ${part}`.trim());
    });
    const buttons = ['confirm', 'cancel', 'look', 'approve', 'decline', 'undo'];
    const of = (command: string) => buttons.map((button) => `${command} ${button}`);
    expect(parts.sort()).toEqual(
      [
        'bans export',
        'bans import',
        ...of('bans'),
        'flags create',
        'flags edit',
        'flags delete',
        ...of('flags'),
        'rcon',
        ...of('rcon'),
      ].sort(),
    );
  });

  it('lets members use the buttons of what members see, and no others', () => {
    const ofMembers = COMMANDS.flatMap((command) =>
      Object.entries(command.components)
        .filter(([, component]) => levelFor(command, component) === 'everyone')
        .map(([name]) => `${command.name} ${name}`),
    );
    expect(ofMembers.sort()).toEqual([
      'leaderboard again',
      'leaderboard all',
      'leaderboard page',
      'leaderboard period',
      'leaderboard where',
      'notify help',
      'servers page',
      'stats pick',
    ]);
  });
});
