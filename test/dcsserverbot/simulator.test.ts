import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDcsServerBot } from '../../src/dcsserverbot/client.ts';
import type { DcsServerBot } from '../../src/dcsserverbot/dcsserverbot.ts';
import { formatDate } from '../../src/demo/dcsserverbot/dates.ts';
import { GROUNDED } from '../../src/demo/dcsserverbot/names.ts';
import {
  type DcsServerBotSimulator,
  startDcsServerBotSimulator,
} from '../../src/demo/dcsserverbot/simulator.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import type { Transport } from '../../src/http/transport.ts';
import { createTransport } from '../../src/http/undici-transport.ts';
import { PERSON } from './harness.ts';

for (const version of ['documented', 'current'] as const) {
  describe(`the client before a simulated server of the ${version} version`, () => {
    let simulator: DcsServerBotSimulator;
    let transport: Transport;
    let bot: DcsServerBot;

    beforeAll(async () => {
      simulator = await startDcsServerBotSimulator({ version, prefix: '/stats', apiKey: 'key' });
      transport = createTransport({
        api: 'DCSServerBot',
        baseUrl: new URL(simulator.url),
        headers: { 'X-API-Key': 'key' },
      });
    });
    afterAll(async () => {
      await transport.close();
      await simulator.close();
    });
    beforeEach(() => {
      bot = createDcsServerBot({
        transport,
        cache: new ResponseCache({ now: Date.now, maxEntries: 500 }),
        now: Date.now,
        log: pino({ level: 'silent' }),
      });
    });

    it('finds every pilot by the whole name, however hostile, and reads the numbers', async () => {
      for (const { name, lastSeen, sorties, discordId, ucid } of simulator.world.pilots) {
        const found = await bot.findPilots(name, PERSON);
        const date = formatDate(lastSeen);
        const pilot = found.find((one) => one.nick === name && one.date === date);
        expect(pilot, name).toBeDefined();
        expect(pilot?.discordId).toBe(version === 'current' ? discordId : undefined);
        expect(pilot?.ucid).toBe(version === 'current' ? ucid : undefined);
        const result = await bot.statistics({ nick: name, date }, PERSON);
        expect(result.kind, name).toBe(sorties.length === 0 ? 'no-flights' : 'found');
        if (result.kind === 'found') {
          expect(result.statistics.pvpKills).toBe(sorties.reduce((sum, sortie) => sum + sortie.killsPvp, 0));
          expect(result.statistics.lastSession).toBeDefined();
        }
      }
    });

    it('tells namesakes, the unknown and the one who never flew apart', async () => {
      const kindOf = async (nick: string): Promise<string> => (await bot.statistics({ nick }, PERSON)).kind;
      expect(await kindOf('Viper')).toBe('ambiguous');
      expect(await kindOf('viper')).toBe('found');
      expect(await kindOf('special k')).toBe('unknown');
      expect(await kindOf(GROUNDED)).toBe('no-flights');
    });

    it('reads boards, squadrons with their members, weapons and credits', async () => {
      expect((await bot.ranking('kdr', PERSON)).pilots).toHaveLength(10);
      const kills = (await bot.ranking('kills', PERSON)).pilots.map((row) => row.kills);
      expect(kills).toEqual([...kills].sort((a, b) => b - a));
      const squadrons = await bot.squadrons(PERSON);
      expect(squadrons).toHaveLength(simulator.world.squadrons.length);
      for (const { name } of squadrons) {
        const members = simulator.world.squadrons.find((squadron) => squadron.name === name)?.members.length;
        expect(await bot.squadronMembers(name, PERSON)).toHaveLength(members ?? -1);
      }
      const [special] = await bot.findPilots('Special K', PERSON);
      if (special === undefined) throw new Error('the world has a Special K');
      // The documented version compares microseconds, which it never told.
      expect(await bot.weapons(special, PERSON)).toHaveLength(version === 'current' ? 8 : 0);
      expect(await bot.credits(special, PERSON)).toMatchObject({ campaign: 'Operation "Summer_Heat" 🔥' });
    });

    it('reads weapons and credits of a pilot whose date went stale', async () => {
      const [, brien] = simulator.world.pilots;
      if (brien === undefined) throw new Error('the world has pilots');
      const stale = { nick: brien.name, date: '2020-01-01T00:00:00' };
      expect(await bot.credits(stale, PERSON)).toMatchObject({ credits: 0 });
      expect(await bot.weapons(stale, PERSON)).toHaveLength(version === 'current' ? 8 : 0);
    });

    it('links a new account and meets the bug for a known one', async () => {
      const fresh = await bot.link('333333333333333333', { force: false }, PERSON);
      expect(fresh).toMatchObject({ kind: 'token', stored: version === 'current' });
      for (const force of [false, true]) {
        expect(await bot.link('123456789012345678', { force }, PERSON)).toMatchObject({
          kind: 'server-bug',
          forced: force,
        });
      }
    });

    it('survives a connection that is reset once', async () => {
      simulator.faults.set('/servers', { kind: 'reset' }, 1);
      expect(await bot.servers(PERSON)).toHaveLength(3);
    });
  });
}
