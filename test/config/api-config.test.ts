import { describe, expect, it } from 'vitest';
import { ConfigError, loadApiConfig, loadConfig } from '../../config/env.ts';
import { apiSecretsOf } from '../../config/secrets.ts';

const DISCORD = {
  DISCORD_TOKEN: 'discord-secret',
  DISCORD_APPLICATION_ID: '123456789012345678',
  DISCORD_GUILD_ID: '123456789012345678',
};
const APIS = {
  DCSSERVERBOT_URL: 'http://127.0.0.1:9876/stats',
  DCSSERVERBOT_API_KEY: 'dcs-secret',
  BATTLEMETRICS_TOKEN: 'bm-secret',
  BATTLEMETRICS_URL: 'http://127.0.0.1:2',
  BATTLEMETRICS_ORGANIZATION_ID: '42',
  BATTLEMETRICS_REQUESTS_PER_MINUTE: '20',
};

describe('the settings of the APIs by themselves', () => {
  it('need none of Discord, and no organization', () => {
    expect(loadApiConfig({ BATTLEMETRICS_TOKEN: ' bm-secret ' })).toEqual({
      battlemetrics: {
        url: new URL('https://api.battlemetrics.com'),
        token: 'bm-secret',
        requestsPerMinute: 300,
        requestsPerSecond: 45,
      },
    });
    expect(loadApiConfig({ BATTLEMETRICS_TOKEN: ' ' })).toEqual({});
  });

  it('are what the bot reads of the same variables', () => {
    const { dcsserverbot, battlemetrics } = loadConfig({ ...DISCORD, ...APIS });
    const { serverIds, ...shared } = battlemetrics ?? { serverIds: undefined };
    expect(loadApiConfig(APIS)).toEqual({ dcsserverbot, battlemetrics: shared });
    expect(serverIds).toEqual([]);
  });

  it('tell every fault at once, and nothing of variables that they do not read', () => {
    const environment = { DCSSERVERBOT_URL: 'nowhere', BATTLEMETRICS_URL: 'nowhere', DISCORD_GUILD_ID: 'x' };
    let caught: unknown;
    try {
      loadApiConfig(environment);
    } catch (error) {
      caught = error;
    }
    if (!(caught instanceof ConfigError)) throw new Error('expected a ConfigError');
    expect(caught.faults.map(({ variable }) => variable)).toEqual(['DCSSERVERBOT_URL', 'BATTLEMETRICS_URL']);
  });

  it('hold secrets, which are known', () => {
    const url = 'http://user:gate-secret@127.0.0.1:9876/stats';
    expect(apiSecretsOf(loadApiConfig({ ...APIS, DCSSERVERBOT_URL: url }))).toEqual([
      'dcs-secret',
      'gate-secret',
      'bm-secret',
    ]);
  });
});
