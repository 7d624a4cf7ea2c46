import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  ConfigError,
  type ConfigFault,
  ENVIRONMENT_VARIABLES,
  type Environment,
  loadConfig,
} from '../../config/env.ts';

const ID = '123456789012345678';
const MINIMAL: Environment = {
  DISCORD_TOKEN: 'discord-secret',
  DISCORD_APPLICATION_ID: ID,
  DISCORD_GUILD_ID: ID,
  DCSSERVERBOT_URL: 'http://127.0.0.1:9876/stats',
};
const FULL: Environment = {
  ...MINIMAL,
  DISCORD_API_URL: 'http://127.0.0.1:1/api',
  DCSSERVERBOT_API_KEY: 'dcs-secret',
  BATTLEMETRICS_TOKEN: 'bm.secret-_=',
  BATTLEMETRICS_URL: 'http://127.0.0.1:2',
  BATTLEMETRICS_ORGANIZATION_ID: '42',
  BATTLEMETRICS_SERVER_IDS: '1,2',
  BATTLEMETRICS_BAN_LIST_ID: '01234567-89AB-cdef-0123-456789abcdef',
  BATTLEMETRICS_REQUESTS_PER_MINUTE: '60',
  BATTLEMETRICS_REQUESTS_PER_SECOND: '15',
  MODERATOR_ROLE_IDS: '100000000000000001, 100000000000000002',
  ADMIN_ROLE_IDS: '100000000000000003',
  AUDIT_CHANNEL_ID: '100000000000000004',
  BAN_PRESETS_FILE: '/etc/squawk/presets.json',
  PERMANENT_BANS_NEED_APPROVAL: 'true',
  STAFF_FLAGS: 'Crew, Founders',
  RCON_COMMANDS: 'say, server.save  now',
  COMMANDS_DISABLED: 'linkme',
  SHOW_SERVER_PASSWORDS: 'true',
  SCHEDULES_FILE: '/etc/squawk/schedules.json',
  DEFAULT_TIMEZONE: 'europe/berlin',
  DATABASE_URL: 'file:/var/lib/squawk.db',
  LOG_LEVEL: 'debug',
};

function faults(environment: Environment): readonly ConfigFault[] {
  return caught(environment).faults;
}

function caught(environment: Environment): ConfigError {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('expected a ConfigError');
}

describe('a configuration', () => {
  it('of the least that is needed is completed by the defaults', () => {
    expect(loadConfig(MINIMAL)).toEqual({
      discord: {
        token: 'discord-secret',
        applicationId: ID,
        guildId: ID,
        apiUrl: 'https://discord.com/api',
      },
      dcsserverbot: { url: new URL('http://127.0.0.1:9876/stats') },
      access: { moderatorRoleIds: [], adminRoleIds: [] },
      moderation: {
        permanentBansNeedApproval: false,
        staffFlags: ['Staff', 'Admin', 'Moderator'],
        rconCommands: [],
      },
      commandsDisabled: [],
      showServerPasswords: false,
      timezone: 'UTC',
      databasePath: 'data/squawk.db',
      logLevel: 'info',
    });
  });

  it('of everything is read as it was set', () => {
    expect(loadConfig(FULL)).toEqual({
      discord: {
        token: 'discord-secret',
        applicationId: ID,
        guildId: ID,
        apiUrl: 'http://127.0.0.1:1/api',
      },
      dcsserverbot: { url: new URL('http://127.0.0.1:9876/stats'), apiKey: 'dcs-secret' },
      battlemetrics: {
        url: new URL('http://127.0.0.1:2'),
        token: 'bm.secret-_=',
        organizationId: '42',
        serverIds: ['1', '2'],
        banListId: '01234567-89ab-cdef-0123-456789abcdef',
        requestsPerMinute: 60,
        requestsPerSecond: 15,
      },
      access: {
        moderatorRoleIds: ['100000000000000001', '100000000000000002'],
        adminRoleIds: ['100000000000000003'],
        auditChannelId: '100000000000000004',
      },
      moderation: {
        banPresetsFile: '/etc/squawk/presets.json',
        permanentBansNeedApproval: true,
        staffFlags: ['Crew', 'Founders'],
        rconCommands: ['say', 'server.save now'],
      },
      commandsDisabled: ['linkme'],
      showServerPasswords: true,
      schedulesFile: '/etc/squawk/schedules.json',
      timezone: 'Europe/Berlin',
      databasePath: '/var/lib/squawk.db',
      logLevel: 'debug',
    });
  });

  it('for BattleMetrics alone has its documented limits and no DCSServerBot', () => {
    const config = loadConfig({
      ...MINIMAL,
      DCSSERVERBOT_URL: '',
      BATTLEMETRICS_TOKEN: 'x',
      BATTLEMETRICS_ORGANIZATION_ID: '42',
    });
    expect(config.dcsserverbot).toBeUndefined();
    expect(config.battlemetrics).toMatchObject({
      url: new URL('https://api.battlemetrics.com'),
      serverIds: [],
      requestsPerMinute: 300,
      requestsPerSecond: 45,
    });
  });

  it('takes blanks for nothing and drops them around a value', () => {
    const config = loadConfig({
      ...MINIMAL,
      DISCORD_TOKEN: ' discord-secret\r\n',
      LOG_LEVEL: '  ',
      DCSSERVERBOT_API_KEY: '',
    });
    expect(config.discord.token).toBe('discord-secret');
    expect(config.logLevel).toBe('info');
    expect(config.dcsserverbot).not.toHaveProperty('apiKey');
  });

  it('cannot be changed', () => {
    const config = loadConfig(FULL);
    for (const part of [
      config,
      config.discord,
      config.access,
      config.access.moderatorRoleIds,
      config.battlemetrics,
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    expect(config.battlemetrics?.url.href).toBe('http://127.0.0.1:2/');
  });
});

describe('a value', () => {
  it.each([
    ['http://h:1/stats/', 'http://h:1/stats'],
    ['HTTPS://H/', 'https://h/'],
    ['http://bob:pw@h/a//', 'http://bob:pw@h/a'],
    ['http://[::1]:9876/stats', 'http://[::1]:9876/stats'],
  ])('for DCSSERVERBOT_URL of %s is %s', (text, href) => {
    expect(loadConfig({ ...MINIMAL, DCSSERVERBOT_URL: text }).dcsserverbot?.url.href).toBe(href);
  });

  it.each([
    ['https://discord.com/api/', 'https://discord.com/api'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ])('for DISCORD_API_URL of %s is %s', (text, url) => {
    expect(loadConfig({ ...MINIMAL, DISCORD_API_URL: text }).discord.apiUrl).toBe(url);
  });

  it.each([
    ['file:data/squawk.db', 'data/squawk.db'],
    ['file:./squawk.db', './squawk.db'],
    ['file:/var/lib/squawk.db', '/var/lib/squawk.db'],
    ['file:///var/lib/my%20squawk.db', '/var/lib/my squawk.db'],
    [':memory:', ':memory:'],
    ['file::memory:', ':memory:'],
  ])('for DATABASE_URL of %s is the path %s', (text, path) => {
    expect(loadConfig({ ...MINIMAL, DATABASE_URL: text }).databasePath).toBe(path);
  });

  it.each([
    ['true', true],
    ['1', true],
    ['YES', true],
    ['on', true],
    ['False', false],
    ['0', false],
    ['no', false],
    ['off', false],
  ])('for SHOW_SERVER_PASSWORDS of %s is %s', (text, shown) => {
    expect(loadConfig({ ...MINIMAL, SHOW_SERVER_PASSWORDS: text }).showServerPasswords).toBe(shown);
  });

  it('of a list may have spaces, slashes of commands, repetitions and loose commas', () => {
    const config = loadConfig({ ...MINIMAL, COMMANDS_DISABLED: ' /LinkMe ,topkdr,, linkme,' });
    expect(config.commandsDisabled).toEqual(['linkme', 'topkdr']);
  });

  it('for LOG_LEVEL may be in capitals', () => {
    expect(loadConfig({ ...MINIMAL, LOG_LEVEL: 'WARN' }).logLevel).toBe('warn');
  });

  it('for the calls in a second follows a lower one for the minute', () => {
    const { BATTLEMETRICS_REQUESTS_PER_SECOND: _perSecond, ...rest } = FULL;
    const config = loadConfig({ ...rest, BATTLEMETRICS_REQUESTS_PER_MINUTE: '30' });
    expect(config.battlemetrics).toMatchObject({ requestsPerMinute: 30, requestsPerSecond: 30 });
  });

  it.each([
    ['DISCORD_TOKEN', 'Bot abc', 'starts with the word Bot'],
    ['DISCORD_TOKEN', '"abc"', 'is in quotes'],
    ['DISCORD_TOKEN', "'abc'", 'is in quotes'],
    ['DISCORD_TOKEN', '<your token>', 'placeholder'],
    ['DISCORD_TOKEN', 'a\nb', 'line break'],
    ['DISCORD_TOKEN', 'a b', 'contains a space'],
    ['DISCORD_TOKEN', 'abc…', 'cannot be sent in a header'],
    ['BATTLEMETRICS_TOKEN', 'Bearer abc', 'starts with the word Bearer'],
    ['DCSSERVERBOT_API_KEY', 'a\r\nX-Evil: 1', 'line break'],
    ['DISCORD_APPLICATION_ID', '1234', '17 to 20 digits'],
    ['DISCORD_GUILD_ID', '123456789012345678901', '17 to 20 digits'],
    ['DISCORD_GUILD_ID', 'https://discord.com/channels/123456789012345678', 'is a link'],
    ['AUDIT_CHANNEL_ID', '<#123456789012345678>', 'is a mention'],
    ['AUDIT_CHANNEL_ID', 'discord.com/channels/1/2', 'is a link'],
    ['MODERATOR_ROLE_IDS', '123456789012345678,Mods', 'number 2 is not a Discord id'],
    ['MODERATOR_ROLE_IDS', '123456789012345678 123456789012345679', 'is not a Discord id'],
    ['ADMIN_ROLE_IDS', '<@&123456789012345678>', 'is a mention'],
    ['DCSSERVERBOT_URL', 'localhost:9876/stats', 'does not start with http:// or https://'],
    ['DCSSERVERBOT_URL', 'ftp://host', 'neither an http nor an https URL'],
    ['DCSSERVERBOT_URL', 'http://', 'not a valid URL'],
    ['DCSSERVERBOT_URL', 'http://host/stats?key=1', 'query or fragment'],
    ['DISCORD_API_URL', 'https://discord.com/api/v10', 'ends in a version'],
    ['BATTLEMETRICS_URL', 'https://a:b@api.battlemetrics.com', 'user name or password'],
    ['BATTLEMETRICS_ORGANIZATION_ID', 'https://www.battlemetrics.com/rcon/orgs/1', 'is a link'],
    ['BATTLEMETRICS_ORGANIZATION_ID', 'My Org', 'consists of digits'],
    ['BATTLEMETRICS_SERVER_IDS', '1;2', 'consists of digits'],
    ['BATTLEMETRICS_BAN_LIST_ID', 'Main list', 'is a UUID'],
    ['BATTLEMETRICS_REQUESTS_PER_MINUTE', '0', 'whole number from 1'],
    ['BATTLEMETRICS_REQUESTS_PER_MINUTE', '1e3', 'whole number'],
    ['BATTLEMETRICS_REQUESTS_PER_MINUTE', 'Infinity', 'whole number'],
    ['BATTLEMETRICS_REQUESTS_PER_SECOND', '-1', 'whole number'],
    ['BATTLEMETRICS_REQUESTS_PER_SECOND', '1.5', 'whole number'],
    ['COMMANDS_DISABLED', 'link me', 'not the name of a command'],
    ['SHOW_SERVER_PASSWORDS', 'maybe', 'neither true nor false'],
    ['DATABASE_URL', 'data/squawk.db', 'does not start with file:'],
    ['DATABASE_URL', 'postgres://host/db', 'only a SQLite file'],
    ['DATABASE_URL', 'file:', 'names a folder'],
    ['DATABASE_URL', 'file:data/', 'names a folder'],
    ['DATABASE_URL', 'file://data/squawk.db', 'names a host'],
    ['DATABASE_URL', 'file:data.db?mode=ro', 'has options'],
    ['RCON_COMMANDS', 'say;quit', 'could chain commands'],
    ['STAFF_FLAGS', `Staff,${'x'.repeat(256)}`, 'is too long'],
    ['SCHEDULES_FILE', 'config/', 'ends in .json'],
    ['SCHEDULES_FILE', 'schedules.yaml', 'ends in .json'],
    ['SCHEDULES_FILE', 'https://example.com/schedules.json', 'is an address'],
    ['DEFAULT_TIMEZONE', 'Berlin', 'no time zone'],
    ['DEFAULT_TIMEZONE', '+02:00', 'no time zone'],
    ['LOG_LEVEL', 'verbose', 'is none of fatal, error'],
  ])('for %s of %j is a fault that says what to mend', (variable, text, problem) => {
    expect(faults({ ...FULL, [variable]: text })).toEqual([
      { variable, problem: expect.stringContaining(problem), example: expect.stringMatching(/./) },
    ]);
  });

  it.each(['DISCORD_TOKEN', 'DISCORD_APPLICATION_ID', 'DISCORD_GUILD_ID'])(
    'for %s must be there',
    (variable) => {
      for (const text of [undefined, '', '   ']) {
        expect(faults({ ...FULL, [variable]: text })).toMatchObject([{ variable, problem: 'is not set' }]);
      }
    },
  );
});

describe('variables together', () => {
  it('need one of the two APIs', () => {
    const { DCSSERVERBOT_URL: _url, ...rest } = MINIMAL;
    expect(faults(rest)).toMatchObject([
      { variable: 'DCSSERVERBOT_URL', problem: expect.stringContaining('BATTLEMETRICS_TOKEN') },
    ]);
  });

  it('need the organization with the token of BattleMetrics', () => {
    expect(faults({ ...MINIMAL, BATTLEMETRICS_TOKEN: 'x' })).toMatchObject([
      { variable: 'BATTLEMETRICS_ORGANIZATION_ID', problem: expect.stringContaining('BATTLEMETRICS_TOKEN') },
    ]);
  });

  it('of an API that is left out do no harm', () => {
    const { BATTLEMETRICS_TOKEN: _token, ...withoutBattleMetrics } = FULL;
    expect(loadConfig(withoutBattleMetrics).battlemetrics).toBeUndefined();
    const { DCSSERVERBOT_URL: _url, ...withoutDcs } = FULL;
    expect(loadConfig(withoutDcs).dcsserverbot).toBeUndefined();
  });

  it('never allow more calls in a second than in a minute', () => {
    const config = loadConfig({
      ...FULL,
      BATTLEMETRICS_REQUESTS_PER_MINUTE: '10',
      BATTLEMETRICS_REQUESTS_PER_SECOND: '45',
    });
    expect(config.battlemetrics).toMatchObject({ requestsPerMinute: 10, requestsPerSecond: 10 });
  });

  it.each([
    [{ ADMIN_ROLE_IDS: '' }, 'MODERATOR_ROLE_IDS let'],
    [{ MODERATOR_ROLE_IDS: '' }, 'ADMIN_ROLE_IDS let'],
    [{}, 'MODERATOR_ROLE_IDS and ADMIN_ROLE_IDS let'],
  ])('need the audit channel as soon as somebody may ban (%j)', (change, problem) => {
    expect(faults({ ...FULL, ...change, AUDIT_CHANNEL_ID: '' })).toMatchObject([
      { variable: 'AUDIT_CHANNEL_ID', problem: expect.stringContaining(problem) },
    ]);
  });

  it('need no audit channel while nobody may ban, or there is nothing to ban on', () => {
    const nobody = { ...FULL, MODERATOR_ROLE_IDS: '', ADMIN_ROLE_IDS: '', AUDIT_CHANNEL_ID: '' };
    expect(loadConfig(nobody).access).toEqual({ moderatorRoleIds: [], adminRoleIds: [] });
    expect(loadConfig({ ...MINIMAL, MODERATOR_ROLE_IDS: ID }).access.moderatorRoleIds).toEqual([ID]);
  });
});

describe('the error', () => {
  const BROKEN: Environment = {
    DISCORD_TOKEN: 'Bot hidden-token',
    DISCORD_GUILD_ID: 'hidden-guild',
    DCSSERVERBOT_URL: 'hidden-host/stats',
    BATTLEMETRICS_TOKEN: '"hidden-quoted"',
    MODERATOR_ROLE_IDS: 'hidden-role',
    LOG_LEVEL: 'hidden-level',
  };

  it('lists every fault at once, once for each variable', () => {
    expect(faults(BROKEN).map(({ variable }) => variable)).toEqual([
      'DISCORD_TOKEN',
      'DISCORD_APPLICATION_ID',
      'DISCORD_GUILD_ID',
      'DCSSERVERBOT_URL',
      'BATTLEMETRICS_TOKEN',
      'MODERATOR_ROLE_IDS',
      'LOG_LEVEL',
      'BATTLEMETRICS_ORGANIZATION_ID',
      'AUDIT_CHANNEL_ID',
    ]);
  });

  it('reads well in a terminal and repeats nothing of what was set', () => {
    const { message } = caught(BROKEN);
    expect(message).toContain('The configuration has 9 faults:');
    expect(message).toContain(
      '  DISCORD_APPLICATION_ID is not set.\n    Example: DISCORD_APPLICATION_ID=1180000000000000001\n',
    );
    expect(message).toContain('.env.example');
    expect(message).not.toContain('hidden');
  });

  it('comes instead of any other, whatever is set, and never repeats a value', () => {
    // Any text is a name that a flag, or a command that a game server may have.
    const names = ENVIRONMENT_VARIABLES.map(({ name }) => name).filter(
      (name) => name !== 'STAFF_FLAGS' && name !== 'RCON_COMMANDS',
    );
    const junk = fc.string({ minLength: 1 }).map((text) => `§${text}§`);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), junk, { minKeys: 1 }), (environment) => {
        const error = caught(environment);
        for (const name of Object.keys(environment)) {
          expect(error.faults.some(({ variable }) => variable === name)).toBe(true);
        }
        expect(error.message).not.toContain('§');
      }),
    );
  });
});

describe('.env.example', () => {
  it('has every variable once, with its default and a comment', async () => {
    const lines = (await readFile('.env.example', 'utf8')).split('\n');
    const set = lines.flatMap((line, index) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [{ name, value, commented: lines[index - 1]?.startsWith('# ') }];
    });
    expect(set).toEqual(
      ENVIRONMENT_VARIABLES.map((variable) => ({
        name: variable.name,
        value: variable.default ?? '',
        commented: true,
      })),
    );
  });

  it('is a start that needs only the missing values', async () => {
    const text = await readFile('.env.example', 'utf8');
    const example = Object.fromEntries(
      [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(loadConfig({ ...example, ...MINIMAL })).toEqual(loadConfig(MINIMAL));
  });

  it('is described by examples that are valid themselves', () => {
    const examples = Object.fromEntries(ENVIRONMENT_VARIABLES.map(({ name, example }) => [name, example]));
    expect(() => loadConfig(examples)).not.toThrow();
  });
});

describe('the file .env', () => {
  const run = promisify(execFile);

  async function environmentIn(env: string | undefined): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'squawk-env-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    if (env !== undefined) await writeFile(join(folder, '.env'), env);
    const module = pathToFileURL(resolve('config/env.ts')).href;
    const script = `import { readEnvironment } from ${JSON.stringify(module)};
      const { LOG_LEVEL, DISCORD_TOKEN } = readEnvironment();
      process.stdout.write(JSON.stringify({ LOG_LEVEL, DISCORD_TOKEN }));`;
    await writeFile(join(folder, 'run.mts'), script);
    const { stdout, stderr } = await run(resolve('node_modules/.bin/tsx'), ['run.mts'], {
      cwd: folder,
      env: { PATH: `${process.execPath.replace(/[^/\\]*$/, '')}`, LOG_LEVEL: 'from-environment' },
    });
    expect(stderr).toBe('');
    return stdout;
  }

  it('adds to the environment and overrides nothing', async () => {
    const printed = await environmentIn('DISCORD_TOKEN="from-file" # comment\nLOG_LEVEL=from-file\n');
    expect(JSON.parse(printed)).toEqual({ LOG_LEVEL: 'from-environment', DISCORD_TOKEN: 'from-file' });
  });

  it('may be missing', async () => {
    expect(JSON.parse(await environmentIn(undefined))).toEqual({ LOG_LEVEL: 'from-environment' });
  });
});
