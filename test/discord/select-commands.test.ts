import { describe, expect, it } from 'vitest';
import { defineAction, defineCommand, defineCommandGroup } from '../../src/discord/command.ts';
import { selectCommands } from '../../src/discord/select-commands.ts';
import { configFor } from './harness.ts';

const common = {
  description: 'x',
  visibility: 'public',
  options: {},
  run: async () => ({ content: 'x' }),
} as const;
const help = defineCommand({ ...common, name: 'help', access: 'everyone' });
const stats = defineCommand({ ...common, name: 'stats', access: 'everyone', needs: ['dcs'] });
const servers = defineCommand({
  ...common,
  name: 'servers',
  access: 'everyone',
  needsAny: ['dcs', 'battlemetrics'],
});
const ban = defineCommand({
  ...common,
  name: 'ban',
  access: 'moderator',
  writes: true,
  needs: ['moderation'],
});
const flag = defineCommandGroup({
  name: 'flag',
  description: 'x',
  access: 'moderator',
  writes: true,
  subcommands: {
    add: defineAction({ ...common, needs: ['moderation'] }),
    list: defineAction({ ...common, needs: ['battlemetrics'] }),
  },
});
const commands = [help, stats, servers, ban, flag];
const all = { dcs: true, battlemetrics: true, moderation: true };
const config = configFor('https://discord.com/api');

const select = (options: Partial<Parameters<typeof selectCommands>[0]>) => {
  const selection = selectCommands({ commands, services: all, config, ...options });
  return {
    names: selection.commands.map(({ name }) => name),
    reasons: Object.fromEntries(selection.leftOut.map(({ name, reason }) => [name, reason])),
    warnings: selection.warnings,
    commands: selection.commands,
  };
};

describe('selectCommands', () => {
  it('offers everything when everything is there', () => {
    expect(select({})).toMatchObject({ names: ['help', 'stats', 'servers', 'ban', 'flag'], reasons: {} });
  });

  it('leaves out what needs an API that is not configured, and says which', () => {
    const { names, reasons } = select({ services: { battlemetrics: true, moderation: true } });
    expect(names).toEqual(['help', 'servers', 'ban', 'flag']);
    expect(reasons).toEqual({ stats: expect.stringContaining('DCSSERVERBOT_URL') });
  });

  it('leaves out boards without any API, and says what they need', () => {
    const board = defineCommandGroup({
      name: 'board',
      description: 'x',
      access: 'everyone',
      subcommands: {
        'schedule add': defineAction({ ...common, access: 'admin', needs: ['leaderboards'] }),
        servers: defineAction({ ...common, needs: ['watch'] }),
      },
    });
    const { reasons } = select({ commands: [board], services: {} });
    expect(Object.keys(reasons)).toEqual(['board schedule add', 'board servers']);
    for (const reason of Object.values(reasons)) {
      expect(reason).toMatch(/need DCSServerBot or BattleMetrics.*DCSSERVERBOT_URL.*BATTLEMETRICS_TOKEN/u);
    }
    const half = select({ commands: [board], services: { leaderboards: true } });
    expect(half.commands[0]?.body).toMatchObject({ actions: { 'schedule add': { access: 'admin' } } });
    expect(Object.keys(half.reasons)).toEqual(['board servers']);
  });

  it('leaves out what needs either API only without both', () => {
    expect(select({ services: { dcs: true } }).names).toContain('servers');
    const { reasons } = select({ services: {} });
    expect(reasons['servers']).toMatch(/DCSSERVERBOT_URL.*BATTLEMETRICS_TOKEN/u);
  });

  it('leaves out every writing command without role lists, whoever is an Administrator', () => {
    const access = { moderatorRoleIds: [], adminRoleIds: [] };
    const { names, reasons } = select({ config: { ...config, access } });
    expect(names).toEqual(['help', 'stats', 'servers']);
    expect(reasons).toEqual({
      ban: expect.stringContaining('MODERATOR_ROLE_IDS'),
      flag: expect.stringContaining('MODERATOR_ROLE_IDS'),
    });
  });

  it('offers writing commands when there are only admins', () => {
    const access = { moderatorRoleIds: [], adminRoleIds: ['1'], auditChannelId: '2' };
    expect(select({ config: { ...config, access } }).names).toContain('ban');
  });

  it('leaves out every writing command without an audit channel', () => {
    const access = { moderatorRoleIds: ['1'], adminRoleIds: [] };
    const { reasons } = select({ config: { ...config, access } });
    expect(reasons['ban']).toContain('AUDIT_CHANNEL_ID');
  });

  it('keeps the subcommands of a group that can work', () => {
    const selection = select({ services: { dcs: true, battlemetrics: true } });
    expect(selection.reasons['flag add']).toContain('AUDIT_CHANNEL_ID');
    const kept = selection.commands.find(({ name }) => name === 'flag')?.body;
    expect(kept?.kind === 'subcommands' ? Object.keys(kept.actions) : []).toEqual(['list']);
  });

  it('leaves out a group of which nothing can work', () => {
    const { names, reasons } = select({ services: { dcs: true } });
    expect(names).not.toContain('flag');
    expect(Object.keys(reasons)).toEqual(['ban', 'flag']);
  });

  it('leaves out a group that writes nothing and of which nothing can work', () => {
    const group = defineCommandGroup({
      name: 'pilot',
      description: 'x',
      access: 'everyone',
      subcommands: { stats: defineAction({ ...common, needs: ['dcs'] }) },
    });
    const { names, reasons } = select({ commands: [group], services: {} });
    expect(names).toEqual([]);
    expect(reasons).toEqual({ 'pilot stats': expect.stringContaining('DCSSERVERBOT_URL') });
  });

  it('names the API that is not configured before the role lists that are empty too', () => {
    const access = { moderatorRoleIds: [], adminRoleIds: [] };
    const { reasons } = select({ services: { dcs: true }, config: { ...config, access } });
    expect(reasons).toEqual({
      ban: expect.stringContaining('BATTLEMETRICS_TOKEN'),
      flag: expect.stringContaining('BATTLEMETRICS_TOKEN'),
    });
  });

  it('leaves out what the operator does not want, and warns of a name that there is not', () => {
    const { names, reasons, warnings } = select({
      config: { ...config, commandsDisabled: ['stats', 'stat'] },
    });
    expect(names).not.toContain('stats');
    expect(reasons['stats']).toContain('COMMANDS_DISABLED');
    expect(warnings).toEqual([expect.stringContaining('"stat"')]);
  });

  it('leaves out what turned out not to work at start, with that reason', () => {
    const unavailable = { ban: 'the token lacks the scope ban:read', 'flag add': 'no scope' };
    const { reasons } = select({ unavailable });
    expect(reasons).toEqual({ ban: 'the token lacks the scope ban:read', 'flag add': 'no scope' });
  });
});
