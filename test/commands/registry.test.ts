import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { commandFaults } from '../../src/discord/command-limits.ts';

describe('the registry', () => {
  it('holds nothing that Discord would refuse', () => {
    expect(commandFaults(COMMANDS)).toEqual([]);
  });

  it('lets nobody but moderators change anything', () => {
    const changing = COMMANDS.filter(({ writes }) => writes);
    expect(changing.map(({ name }) => name).sort()).toEqual(['ban', 'flag', 'unban']);
    expect(changing.every(({ access }) => access !== 'everyone')).toBe(true);
  });

  it('shows moderation and links to the one who asked alone, and what members look up to all', () => {
    const visible = COMMANDS.flatMap(({ name, body }) =>
      (body.kind === 'action' ? [body.action] : Object.values(body.actions))
        .filter(({ visibility }) => visibility === 'public')
        .map(() => name),
    );
    expect(visible).toEqual(['stats', 'topkdr', 'servers']);
  });
});
