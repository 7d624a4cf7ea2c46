import { describe, expect, it } from 'vitest';
import { type Asked, PERSON, type Reply, recording, reply, withServer } from './harness.ts';

const NO_SERVERS = reply([]);

/** A server of either version, as far as one finds the version out by it. */
function server(
  version: 'documented' | 'current',
  servers: Reply = recording(version, 'servers-ok').response,
) {
  const own = version === 'documented' ? '/missilepk' : '/weaponpk';
  return ({ method, path }: Asked): Reply => {
    if (path === '/servers') return servers;
    if (path === own && method === 'GET') return reply({ detail: 'Method Not Allowed' }, 405);
    if (path === '/getuser') return recording(version, 'getuser-ok').response;
    if (path === '/topkdr') return recording(version, 'topkdr-ok').response;
    return reply({ detail: 'Not Found' }, 404);
  };
}

describe('the version of the server', () => {
  for (const version of ['documented', 'current'] as const) {
    it(`is ${version} by the shape of /servers, asked for once however many want to know`, async () => {
      await withServer(server(version), async ({ bot, asked }) => {
        const answers = await Promise.all([1, 2, 3].map(() => bot.version(PERSON)));
        expect(answers).toEqual([version, version, version]);
        expect(await bot.version(PERSON)).toBe(version);
        expect(asked.map((one) => one.path)).toEqual(['/servers']);
      });
    });

    it(`is ${version} by the endpoint that it has alone, where there is no server`, async () => {
      await withServer(server(version, NO_SERVERS), async ({ bot }) => {
        expect(await bot.version(PERSON)).toBe(version);
      });
    });

    it(`is ${version} by that endpoint where /servers fails`, async () => {
      await withServer(server(version, reply('oops', 500)), async ({ bot }) => {
        expect(await bot.version(PERSON)).toBe(version);
      });
    });

    it(`is learnt from any answer that gives it away, without a further call (${version})`, async () => {
      await withServer(server(version), async ({ bot, asked }) => {
        await bot.findPilots('special', PERSON);
        expect(await bot.version(PERSON)).toBe(version);
        expect(asked.map((one) => one.path)).toEqual(['/getuser']);
      });
    });
  }

  it('that asks for a key and gets none is told as such', async () => {
    await withServer(server('current', recording('current', 'servers-no-key').response), async ({ bot }) => {
      await expect(bot.version(PERSON)).rejects.toMatchObject({
        kind: 'unauthorized',
        apiMessage: 'Not authenticated',
      });
    });
  });

  it('follows an upgrade and a downgrade of the server while the bot runs', async () => {
    let version: 'documented' | 'current' = 'documented';
    await withServer(
      (asked) => server(version)(asked),
      async ({ bot, advance }) => {
        expect(await bot.ranking('kdr', PERSON)).toMatchObject({ version: 'documented', metric: 'pvp' });
        version = 'current';
        advance(61_000);
        expect(await bot.ranking('kdr', PERSON)).toMatchObject({ version: 'current', metric: 'all' });
        expect(await bot.version(PERSON)).toBe('current');
        version = 'documented';
        advance(61_000);
        expect(await bot.ranking('kdr', PERSON)).toMatchObject({ version: 'documented', metric: 'pvp' });
        expect(await bot.version(PERSON)).toBe('documented');
      },
    );
  });

  it('is looked at again before a link, if no answer told it for ten minutes', async () => {
    let version: 'documented' | 'current' = 'documented';
    const answer = (asked: Asked): Reply =>
      asked.path === '/linkme' ? recording(version, 'linkme-new-id').response : server(version)(asked);
    await withServer(answer, async ({ bot, advance }) => {
      expect(await bot.link('1', { force: false }, PERSON)).toMatchObject({ stored: false });
      version = 'current';
      advance(11 * 60_000);
      expect(await bot.link('1', { force: false }, PERSON)).toMatchObject({ stored: true });
    });
  });

  it('of the summer of 2025, which named boards as one version and counted as the other, is read by what it counts', async () => {
    const row = {
      nick: 'Special K',
      date: '2026-11-22T07:57:47',
      AAkills: 93,
      deaths: 97,
      AAKDR: 0.9587628865979382,
    };
    await withServer(
      () => reply([row]),
      async ({ bot }) => {
        expect(await bot.ranking('kdr', PERSON)).toEqual({
          version: 'documented',
          order: 'kdr',
          metric: 'pvp',
          period: 'last-month',
          pilots: [{ rank: 1, nick: 'Special K', kills: 93, deaths: 97, kdr: 0.9587628865979382 }],
        });
      },
    );
  });

  it('that has the last session in its one answer, and ignores a question for it, is believed there', async () => {
    const numbers = {
      ...(JSON.parse(recording('current', 'stats-ok').response.body) as object),
      lastSessionKills: 4,
      lastSessionDeaths: 1,
    };
    await withServer(
      ({ path }) => (path === '/stats' ? reply(numbers) : recording('current', 'getuser-ok').response),
      async ({ bot }) => {
        // The second time the version is known, and both questions go at once.
        for (const date of ['2026-11-22T07:57:49', '2026-11-22T07:57:50']) {
          expect(await bot.statistics({ nick: 'Special K', date }, PERSON)).toMatchObject({
            kind: 'found',
            statistics: { kills: 748, lastSession: { kills: 4, deaths: 1, metric: 'all' } },
          });
        }
      },
    );
  });

  it('leads to the right endpoint for weapons, and to the other one after an upgrade', async () => {
    let version: 'documented' | 'current' = 'documented';
    const answer = (asked: Asked): Reply => {
      if (asked.path === '/missilepk' && version === 'documented') {
        return recording('documented', 'missilepk-exact-microseconds').response;
      }
      if (asked.path === '/weaponpk' && version === 'current')
        return recording('current', 'weaponpk-ok').response;
      return server(version)(asked);
    };
    const pilot = { nick: 'Special K', date: '2026-11-22T07:57:47' };
    await withServer(answer, async ({ bot, asked, advance }) => {
      await bot.weapons(pilot, PERSON);
      expect(asked.map((one) => one.path)).toEqual(['/missilepk']);
      version = 'current';
      advance(31_000);
      expect((await bot.weapons(pilot, PERSON))[0]).toMatchObject({ shots: 48 });
      expect(await bot.version(PERSON)).toBe('current');
    });
  });
});
