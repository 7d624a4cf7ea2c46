import { describe, expect, it } from 'vitest';
import type { DcsServer, PilotStatistics, StatisticsResult } from '../../src/dcsserverbot/model.ts';
import { type Asked, PERSON, type Reply, recording, reply, START, withServer } from './harness.ts';

const both = ['documented', 'current'] as const;

const serve =
  (version: (typeof both)[number], names: Readonly<Record<string, string>>) =>
  ({ path, form }: Asked): Reply => {
    const name = form['last_session'] === 'true' ? names['last'] : names[path];
    return name === undefined ? reply({ detail: 'Not Found' }, 404) : recording(version, name).response;
  };

function found(result: StatisticsResult): PilotStatistics {
  if (result.kind !== 'found') throw new Error(`expected numbers, got ${result.kind}`);
  return result.statistics;
}

describe('servers', () => {
  for (const version of both) {
    it(`of the ${version} version come with mission, slots, uptime and restart`, async () => {
      await withServer(serve(version, { '/servers': 'servers-ok' }), async ({ bot }) => {
        const [first, second, third] = (await bot.servers(PERSON)) as [DcsServer, DcsServer, DcsServer];
        expect(first).toEqual({
          name: "Special K's PvP | EU [24/7] _Caucasus_",
          status: 'running',
          statusText: 'Running',
          address: '203.0.113.10:10308',
          password: 's3cr3t*pw_',
          mission: {
            name: 'Operation_Snowfox v2.1 [DAY]',
            theatre: 'Caucasus',
            uptimeSeconds: version === 'documented' ? 5058 : 5061,
            missionTime: version === 'documented' ? '2016-06-21 09:24:18' : '2016-06-21 09:24:21',
            slots: { blue: 40, red: 38 },
            slotsUsed: { blue: 3, red: 2 },
            restartAt: Date.parse('2026-11-22T10:57:50Z'),
          },
          players: 5,
          maxPlayers: version === 'documented' ? 78 : 64,
        });
        expect(second).toMatchObject({ status: 'paused', password: '' });
        // 6 June and one day, seven hours, a minute and a second.
        expect(second.mission).toEqual({
          name: 'D-Day "Overlord"',
          theatre: 'TheChannel',
          uptimeSeconds: 90_061,
          missionTime: '1944-06-07 07:01:01',
        });
        expect(third).toMatchObject({ status: 'shutdown', password: 'train' });
        expect(third).not.toHaveProperty('mission');
      });
    });
  }

  it('have their status by the word, and keep a word that is new', async () => {
    const words = [
      'Running',
      'Paused',
      'Stopped',
      'Loading',
      'Shutdown',
      'Shutting down',
      'Unregistered',
      'Odd',
    ];
    const rows = words.map((status) => ({ name: 'a', status, address: 'b', password: '' }));
    await withServer(
      () => reply(rows),
      async ({ bot }) => {
        const servers = await bot.servers(PERSON);
        expect(servers.map((server) => server.status)).toEqual([
          'running',
          'paused',
          'stopped',
          'loading',
          'shutdown',
          'shutting-down',
          'unregistered',
          'unknown',
        ]);
        expect(servers[7]?.statusText).toBe('Odd');
      },
    );
  });
});

describe('pilots', () => {
  it('keep Discord ids of 19 digits to the last one, and have none instead of -1', async () => {
    await withServer(serve('current', { '/getuser': 'getuser-partial' }), async ({ bot }) => {
      expect(await bot.findPilots('viper', PERSON)).toEqual([
        {
          nick: 'Viper',
          date: '2026-11-20T06:56:24',
          lastSeen: Date.parse('2026-11-20T06:56:24Z'),
          ucid: '935d8fba21bd80766392f8a84c11588d',
        },
        {
          nick: 'viper',
          date: '2026-11-20T05:34:43',
          lastSeen: Date.parse('2026-11-20T05:34:43Z'),
          ucid: '12fb4e01d7c9587ba851d7de5a7d9cfd',
          discordId: '1345739625094783602',
        },
        {
          nick: 'Viper',
          date: '2026-11-13T02:37:55',
          lastSeen: Date.parse('2026-11-13T02:37:55Z'),
          ucid: '832118b3560b6b031a7542febce46601',
          discordId: '1283768574361358154',
        },
      ]);
    });
  });

  it('of a squadron are in the order in which they were last seen, though the server has none', async () => {
    for (const version of both) {
      await withServer(serve(version, { '/squadron_members': 'squadron_members-ok' }), async ({ bot }) => {
        const members = await bot.squadronMembers('Jolly_Rogers', PERSON);
        const seen = members.map((member) => member.lastSeen ?? 0);
        expect(seen).toEqual([...seen].sort((a, b) => b - a));
        expect(members[0]?.nick).toBe('👨‍👩‍👧‍👦 Family');
      });
    }
  });
});

describe('statistics', () => {
  const asked = { nick: 'Special K', date: '2026-11-22T07:57:47' };

  it('of the documented version divide PvP kills by all deaths, and work the plain K/D out', async () => {
    await withServer(serve('documented', { '/stats': 'stats-ok' }), async ({ bot }) => {
      expect(found(await bot.statistics(asked, PERSON))).toEqual({
        version: 'documented',
        period: 'all-time',
        kills: 748,
        deaths: 97,
        pvpKills: 93,
        kdr: 7.71,
        pvpKdr: 0.96,
        pvpKdrDivisor: 'all-deaths',
        takeoffs: 282,
        landings: 185,
        ejections: 49,
        crashes: 32,
        teamKills: 3,
        lastSession: { kills: 0, deaths: 1, metric: 'pvp' },
        killsByModule: [{ module: 'A-10C_2', kills: 93 }],
        kdrByModule: [{ module: 'A-10C_2', kdr: 0.9587628865979382 }],
      });
    });
  });

  it('of the current version divide PvP kills by PvP deaths, and bring the last session from a second call', async () => {
    const names = { '/stats': 'stats-ok', last: 'stats-last-session' };
    await withServer(serve('current', names), async ({ bot }) => {
      expect(found(await bot.statistics(asked, PERSON))).toEqual({
        version: 'current',
        period: 'all-time',
        kills: 748,
        deaths: 97,
        pvpKills: 93,
        pvpDeaths: 28,
        kdr: 7.71,
        pvpKdr: 3.32,
        pvpKdrDivisor: 'pvp-deaths',
        takeoffs: 282,
        landings: 185,
        ejections: 49,
        crashes: 32,
        teamKills: 3,
        playtimeSeconds: 1_041_930,
        lastSession: { kills: 6, deaths: 1, metric: 'all' },
        killsByModule: [{ module: 'A-10C_2', kills: 748 }],
        kdrByModule: [{ module: 'A-10C_2', kdr: 7.71 }],
      });
    });
  });

  it('of the current version come without the last session if that call alone fails', async () => {
    await withServer(
      serve('current', { '/stats': 'stats-ok', last: 'stats-bad-last_session' }),
      async ({ bot }) => {
        const statistics = found(await bot.statistics(asked, PERSON));
        expect(statistics.kills).toBe(748);
        expect(statistics).not.toHaveProperty('lastSession');
      },
    );
  });
});

describe('the ranking', () => {
  it('of the documented version is of PvP kills in the last month', async () => {
    await withServer(serve('documented', { '/topkdr': 'topkdr-ok' }), async ({ bot }) => {
      const board = await bot.ranking('kdr', PERSON);
      expect(board).toMatchObject({
        version: 'documented',
        order: 'kdr',
        metric: 'pvp',
        period: 'last-month',
      });
      expect(board.pilots[3]).toEqual({
        rank: 4,
        nick: '`code`',
        kills: 25,
        deaths: 6,
        kdr: 4.166666666666667,
      });
      expect(board.pilots.map((row) => row.rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });
  });

  it('of the current version is of all kills of all time, and counts places itself', async () => {
    await withServer(serve('current', { '/topkills': 'topkills-limit-offset' }), async ({ bot }) => {
      const board = await bot.ranking('kills', PERSON);
      expect(board).toMatchObject({ version: 'current', order: 'kills', metric: 'all', period: 'all-time' });
      expect(board.pilots[1]).toEqual({ rank: 2, nick: '`code`', kills: 374, deaths: 26, kdr: 14.38 });
    });
  });

  it('has ten rows, however many come', async () => {
    const rows = Array.from({ length: 12 }, (_, n) => ({
      fullNickname: `${n}`,
      AAkills: n,
      deaths: 1,
      AAKDR: n,
    }));
    await withServer(
      () => reply(rows),
      async ({ bot }) => {
        expect((await bot.ranking('kills', PERSON)).pilots).toHaveLength(10);
      },
    );
  });

  it('that is empty still says what it would show, by the version of the server', async () => {
    for (const version of both) {
      const names = { '/topkdr': 'topkdr-empty-database', '/servers': 'servers-ok' };
      await withServer(serve(version, names), async ({ bot }) => {
        const board = await bot.ranking('kdr', PERSON);
        expect(board).toMatchObject({
          version,
          metric: version === 'documented' ? 'pvp' : 'all',
          pilots: [],
        });
      });
    }
  });
});

describe('a link', () => {
  const NEW = '111111111111111111';

  it('brings a token that counts for 48 hours of our clock, and says whether the server stored it', async () => {
    for (const version of both) {
      const names = { '/linkme': 'linkme-new-id', '/servers': 'servers-ok' };
      await withServer(serve(version, names), async ({ bot, asked }) => {
        expect(await bot.link(NEW, { force: false }, PERSON)).toEqual({
          kind: 'token',
          token: version === 'documented' ? '9058' : '4211',
          expiresAt: START + 48 * 3_600_000,
          flags: { alreadyLinked: false, inProgress: false, forced: false },
          stored: version === 'current',
          version,
        });
        expect(asked.at(-1)?.form).toEqual({ discord_id: NEW, force: 'false' });
      });
    }
  });

  it('with force of a known account shows the bug of the server, with the flags that came along', async () => {
    const names = { '/linkme': 'linkme-linked-id-force', '/servers': 'servers-ok' };
    await withServer(serve('current', names), async ({ bot }) => {
      expect(await bot.link('123456789012345678', { force: true }, PERSON)).toEqual({
        kind: 'server-bug',
        forced: true,
        flags: { alreadyLinked: false, inProgress: true, forced: true },
        version: 'current',
      });
    });
  });

  it('is not needed by a linked account, as a server without the bug says by no token', async () => {
    for (const token of [null, undefined]) {
      const answer = ({ path }: Asked): Reply =>
        path === '/servers'
          ? recording('current', 'servers-ok').response
          : reply({ token, timestamp: null, rc: 1 });
      await withServer(answer, async ({ bot }) => {
        expect(await bot.link(NEW, { force: false }, PERSON)).toEqual({
          kind: 'already-linked',
          version: 'current',
        });
        expect(await bot.link(NEW, { force: true }, PERSON)).toMatchObject({ kind: 'server-bug' });
      });
    }
  });

  it('without a token and without a reason for that is no answer', async () => {
    const answer = ({ path }: Asked): Reply =>
      path === '/servers' ? recording('current', 'servers-ok').response : reply({ token: null, rc: 0 });
    await withServer(answer, async ({ bot }) => {
      await expect(bot.link(NEW, { force: false }, PERSON)).rejects.toMatchObject({
        kind: 'schema-mismatch',
        message: expect.stringContaining('token'),
      });
    });
  });

  it('is sent once, whatever fails, and never shared', async () => {
    const answer = ({ path }: Asked): Reply =>
      path === '/servers'
        ? recording('current', 'servers-ok').response
        : reply('<html>bad gateway</html>', 502);
    await withServer(answer, async ({ bot, asked }) => {
      const twice = [bot.link(NEW, { force: true }, PERSON), bot.link(NEW, { force: true }, PERSON)];
      const ended = await Promise.allSettled(twice);
      expect(ended.map((end) => end.status === 'rejected' && end.reason.kind)).toEqual([
        'server-error',
        'server-error',
      ]);
      expect(asked.filter((one) => one.path === '/linkme')).toHaveLength(2);
    });
  });

  it('that fails though it was forced is an error, for then the bug looks otherwise', async () => {
    const names = { '/linkme': 'linkme-linked-id', '/servers': 'servers-ok' };
    await withServer(serve('documented', names), async ({ bot }) => {
      await expect(bot.link(NEW, { force: true }, PERSON)).rejects.toMatchObject({ kind: 'server-error' });
    });
  });

  it('is not sent for somebody who has gone', async () => {
    await withServer(serve('current', { '/servers': 'servers-ok' }), async ({ bot, asked }) => {
      await bot.version(PERSON);
      const call = { ...PERSON, signal: AbortSignal.abort() };
      await expect(bot.link(NEW, { force: false }, call)).rejects.toMatchObject({
        kind: 'aborted',
        executed: 'no',
      });
      expect(asked.filter((one) => one.path === '/linkme')).toEqual([]);
    });
  });

  it('is refused for what is no Discord id before anything is sent', async () => {
    await withServer(serve('current', {}), async ({ bot, asked }) => {
      await expect(bot.link('<@1>', { force: false }, PERSON)).rejects.toThrow(TypeError);
      expect(asked).toEqual([]);
    });
  });
});

describe('weapons, credits and squadrons', () => {
  it('have the best weapon first, and shots where the version tells them', async () => {
    await withServer(
      serve('documented', { '/missilepk': 'missilepk-exact-microseconds' }),
      async ({ bot }) => {
        const weapons = await bot.weapons({ nick: 'Special K', date: 'x' }, PERSON);
        expect(weapons[0]).toEqual({ weapon: 'AIM_9X', probabilityOfKill: 0.52 });
      },
    );
    await withServer(serve('current', { '/weaponpk': 'weaponpk-ok' }), async ({ bot }) => {
      const weapons = await bot.weapons({ nick: 'Special K', date: 'x', ucid: 'y' }, PERSON);
      expect(weapons[0]).toEqual({ weapon: 'AIM_9X', probabilityOfKill: 0.52, shots: 48, hits: 25 });
      expect(weapons.at(-1)?.probabilityOfKill).toBe(0);
    });
  });

  it('leave out what is null or empty', async () => {
    await withServer(serve('current', { '/squadrons': 'squadrons-null-role' }), async ({ bot }) => {
      const squadrons = await bot.squadrons(PERSON);
      expect(squadrons.find(({ name }) => name === "O'Malley's [Irregulars]")).toEqual({
        name: "O'Malley's [Irregulars]",
        locked: false,
        role: 'Squadron Role 3 @VF-103',
      });
      expect(squadrons.some((squadron) => squadron.role === undefined)).toBe(true);
    });
  });

  it('name the campaign of the credits', async () => {
    await withServer(serve('current', { '/credits': 'credits-ok' }), async ({ bot }) => {
      const credits = await bot.credits({ nick: 'Special K', date: 'x' }, PERSON);
      expect(credits).toEqual({ campaign: 'Operation "Summer_Heat" 🔥', credits: 2068 });
    });
  });
});
