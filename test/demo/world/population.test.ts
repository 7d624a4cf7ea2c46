import { describe, expect, it } from 'vitest';
import { totals } from '../../../src/demo/dcsserverbot/totals.ts';
import { createStage, HOUR, texts } from './harness.ts';

const DOCUMENT_NETWORKS = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/;
const FIRST_STEAM_ID = 76_561_197_960_265_728n;
/** Milliseconds; ids of Discord count from here. */
const DISCORD_EPOCH = 1_420_070_400_000n;

const stage = createStage({ seed: 'squawk' });
stage.pass(3 * HOUR);
const { dcs, battlemetrics } = stage;
const everything = texts([dcs, battlemetrics]);

describe('nothing in the demo world is real', () => {
  it('has addresses of the networks that are kept for documents alone', () => {
    const addresses = everything.flatMap((text) => text.match(/\b\d{1,3}(\.\d{1,3}){3}\b/g) ?? []);
    expect(addresses.length).toBeGreaterThan(200);
    expect(addresses.filter((address) => !DOCUMENT_NETWORKS.test(address))).toEqual([]);
  });

  it('has Steam ids that no account can have', () => {
    const steamIds = battlemetrics.players
      .flatMap(({ identifiers }) => identifiers)
      .filter(({ type }) => type === 'steamID' || type === 'steamFamilyShareOwner')
      .map(({ identifier }) => BigInt(identifier));
    expect(steamIds.length).toBeGreaterThan(190);
    expect(steamIds.filter((id) => id >= FIRST_STEAM_ID)).toEqual([]);
  });

  it('has linked Discord accounts that are to be made decades from now', () => {
    const linked = dcs.pilots.flatMap(({ discordId }) => discordId ?? []);
    expect(linked.length).toBeGreaterThan(60);
    const years = linked.map((id) => new Date(Number((BigInt(id) >> 22n) + DISCORD_EPOCH)).getUTCFullYear());
    expect(Math.min(...years)).toBeGreaterThan(2_080);
    expect(new Set(linked).size).toBe(linked.length);
  });

  it('leads to hosts that cannot exist', () => {
    const hosts = everything.flatMap((text) =>
      [...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host ?? ''),
    );
    expect(hosts.length).toBeGreaterThan(5);
    expect(hosts.filter((host) => !/\.(example|invalid)$/.test(host))).toEqual([]);
  });
});

describe('the people of the demo world', () => {
  it('are some two hundred on each side, and some of them on both', () => {
    const pilots = new Set(dcs.pilots.map(({ name }) => name));
    const both = battlemetrics.players.filter(({ name }) => pilots.has(name));
    expect(dcs.pilots.length).toBeGreaterThanOrEqual(200);
    expect(battlemetrics.players.length).toBeGreaterThanOrEqual(200);
    expect(both.length).toBeGreaterThan(40);
  });

  it('are few aces and many beginners', () => {
    const flights = dcs.pilots.map(({ sorties }) => totals(sorties).takeoffs).sort((a, b) => a - b);
    const median = flights[Math.floor(flights.length / 2)] ?? 0;
    expect(median).toBeLessThan(60);
    expect(Math.max(...flights)).toBeGreaterThan(median * 10);
  });

  it('include namesakes, people who never flew, and people who play at this moment', () => {
    const exactly = (name: string) => dcs.pilots.filter((pilot) => pilot.name === name);
    expect(exactly('Viper').length).toBeGreaterThanOrEqual(3);
    expect(exactly('viper')).toHaveLength(1);
    expect(dcs.pilots.filter(({ sorties }) => sorties.length === 0).length).toBeGreaterThanOrEqual(3);
    expect(dcs.pilots.filter(({ online }) => online !== undefined).length).toBeGreaterThan(20);
  });

  it.each([
    ['a mention', /^@everyone$/],
    ['a script', /<script>/],
    ['a masked link', /\[.+\]\(https/],
    ['a heading', /^# /],
    ['a code block', /```/],
    ['right-to-left letters', /\p{Script=Arabic}/u],
    ['a bidi override', /\u202e/],
    ['Chinese characters', /\p{Script=Han}/u],
    ['emoji', /\p{Extended_Pictographic}/u],
    ['wildcards of SQL', /[%_]/],
  ])('include one whose name has %s', (_what, pattern) => {
    expect(dcs.pilots.some(({ name }) => pattern.test(name))).toBe(true);
  });

  it('are banned in every way there is', () => {
    const { bans } = battlemetrics;
    const now = stage.now();
    const kinds = new Set(
      bans.map(({ expires, orgWide }) =>
        [expires === null ? 'for good' : expires > now ? 'for a time' : 'expired', orgWide].join(),
      ),
    );
    expect(kinds.size).toBe(6);
    expect(new Set(bans.map(({ banListId }) => banListId)).size).toBe(3);
    const each = bans.map(({ playerId }) => bans.filter((ban) => ban.playerId === playerId).length);
    expect(Math.max(...each)).toBeGreaterThan(10);
  });

  it('have flags, some of which were taken away again', () => {
    const { flagPlayers } = battlemetrics;
    expect(flagPlayers.length).toBeGreaterThan(40);
    expect(flagPlayers.some(({ removedAt }) => removedAt !== undefined)).toBe(true);
  });
});
