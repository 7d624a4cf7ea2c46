import { describe, expect, it } from 'vitest';
import type { Pilot, PilotStatistics } from '../../src/dcsserverbot/model.ts';
import { fitMessage } from '../../src/message/fit.ts';
import { renderStatistics } from '../../src/render/pilot-statistics.ts';

const PILOT: Pilot = {
  nick: 'Falcon',
  date: '2026-11-20T23:02:05',
  lastSeen: Date.parse('2026-11-20T23:02:05Z'),
};
const STATISTICS: PilotStatistics = {
  version: 'documented',
  period: 'all-time',
  kills: 1748,
  deaths: 97,
  pvpKills: 93,
  kdr: 18.02,
  pvpKdr: 0.96,
  pvpKdrDivisor: 'all-deaths',
  takeoffs: 282,
  landings: 185,
  ejections: 49,
  crashes: 32,
  teamKills: 3,
  killsByModule: [],
  kdrByModule: [],
};

const fieldsOf = (statistics: PilotStatistics, pilot = PILOT): Map<string, string> =>
  new Map(renderStatistics(pilot, statistics).embeds?.[0]?.fields?.map(({ name, value }) => [name, value]));

describe('renderStatistics', () => {
  it('lists the five modules with the most kills, each with its K/D from the other list', () => {
    const killsByModule = [3, 900, 20, 41, 7, 55, 6].map((kills) => ({ module: `M-${kills}`, kills }));
    const kdrByModule = [
      { module: 'M-55', kdr: 2.5 },
      { module: 'M-900', kdr: 12 },
      { module: 'M-41', kdr: 0.333 },
    ];
    const fields = fieldsOf({ ...STATISTICS, killsByModule, kdrByModule });
    expect(fields.get('Best modules by A/A kills')?.split('\n')).toEqual([
      '```',
      'Kills   K/D Module',
      '  900 12.00 M-900',
      '   55  2.50 M-55',
      '   41  0.33 M-41',
      '   20     – M-20',
      '    7     – M-7',
      '```',
    ]);
  });

  it('leaves out what the server does not tell', () => {
    const { version, period, deaths, pvpKills, pvpKdr, pvpKdrDivisor } = STATISTICS;
    const fields = fieldsOf({
      version,
      period,
      deaths,
      pvpKills,
      pvpKdr,
      pvpKdrDivisor,
      killsByModule: [],
      kdrByModule: [],
    });
    expect(fields.get('All kills')).toBe('Deaths **97**');
    expect(fields.get('Flights')).toBe('This server does not tell.');
    expect([...fields.keys()]).toEqual(['All kills', 'Air to air, against players', 'Flights']);
  });

  it('names the kills of the last session by what they count', () => {
    const session = { kills: 2, deaths: 1 };
    const pvp = fieldsOf({ ...STATISTICS, lastSession: { ...session, metric: 'pvp' } });
    const all = fieldsOf({ ...STATISTICS, lastSession: { ...session, metric: 'all' } });
    expect(pvp.get('Last session')).toBe('A/A kills **2** · All deaths **1**');
    expect(all.get('Last session')).toBe('All kills **2** · All deaths **1**');
  });

  it('says who is flying at this moment, and where', () => {
    const [embed] = renderStatistics({ ...PILOT, currentServer: '*PvP* | EU' }, STATISTICS).embeds ?? [];
    expect(embed?.description).toBe('**All time** · 🟢 Now on \\*PvP\\* \\| EU');
  });

  it('fits into a message for the longest names there could be', () => {
    const killsByModule = Array.from({ length: 50 }, (_, index) => ({
      module: '`*'.repeat(500),
      kills: index,
    }));
    const nick = '*_~`|['.repeat(1_000);
    const message = renderStatistics(
      { ...PILOT, nick, currentServer: nick },
      { ...STATISTICS, killsByModule },
    );
    expect(fitMessage(message)).toEqual(message);
  });
});
