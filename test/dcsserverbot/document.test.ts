import { describe, expect, it } from 'vitest';
import { PERSON, reply, withServer } from './harness.ts';

/** Answers in the forms of the project's document, where real servers differ from it. */
const DOCUMENT: Readonly<Record<string, unknown>> = {
  '/getuser': { name: 'Maverick', date: '2025-02-03T10:00:00' },
  '/servers': [
    {
      name: 'Server',
      status: 'Running',
      address: '203.0.113.1:10308',
      password: '',
      mission: {
        name: 'Mission',
        uptime: '1 day, 2:03:04',
        date_time: '2016-06-21 09:24:26',
        theatre: 'Syria',
        blue_slots: 10,
        red_slots: 12,
        blue_slots_used: 1,
        red_slots_used: 2,
        restart_time: 1_795_345_070,
      },
    },
  ],
  '/stats': {
    deaths: 4,
    aakills: 10,
    aakdr: 2.5,
    lastSessionKills: 1,
    lastSessionDeaths: 0,
    killsbymodule: [
      { module: 'F-14B', kills: 3 },
      { module: 'F-16C_50', kills: 7 },
    ],
    kdrByModule: [{ module: 'F-16C_50', kdr: 3.5 }],
  },
  '/topkills': { fullNickname: 'Maverick', AAkills: 10, deaths: 4, AAKDR: 2.5 },
  '/topkdr': { fullNickname: 'Maverick', AAkills: 10, deaths: 4, AAKDR: 2.5 },
  '/missilepk': { weapon: { 'weapon-name': 'AIM-120C', pk: 0.5 } },
  '/credits': [{ id: 1, name: 'Campaign', credits: 12.5 }],
  '/squadrons': [{ name: 'VF-103', description: 'd', image_url: 'u', locked: true, role: 'r' }],
  '/squadron_members': [{ name: 'Maverick', date: '2025-02-03T10:00:00' }],
  '/linkme': { token: 1234, timestamp: '2025-02-03 10:00:00.123', rc: 0 },
};

async function withDocument(
  run: Parameters<typeof withServer>[1],
  more: Readonly<Record<string, unknown>> = {},
) {
  await withServer(({ path }) => {
    const body = { ...DOCUMENT, ...more }[path];
    return body === undefined ? reply({ detail: 'Not Found' }, 404) : reply(body);
  }, run);
}

const MAVERICK = { nick: 'Maverick', date: '2025-02-03T10:00:00', lastSeen: Date.UTC(2025, 1, 3, 10) };

describe('a server that answers as the document says', () => {
  it('has one pilot as one object that says name', async () => {
    await withDocument(async ({ bot }) => {
      expect(await bot.findPilots('mav', PERSON)).toEqual([MAVERICK]);
      expect(await bot.squadronMembers('VF-103', PERSON)).toEqual([MAVERICK]);
    });
  });

  it('has the uptime as text', async () => {
    await withDocument(async ({ bot }) => {
      const [server] = await bot.servers(PERSON);
      expect(server?.mission).toMatchObject({ uptimeSeconds: 93_784, restartAt: 1_795_345_070_000 });
      expect(server).toMatchObject({ players: 3, maxPlayers: 22 });
      expect(await bot.version(PERSON)).toBe('documented');
    });
  });

  it('has no uptime where its text says none', async () => {
    const servers = [
      { name: 'a', status: 'Loading', mission: { name: 'm', uptime: 'soon', theatre: 'Syria' } },
    ];
    await withDocument(
      async ({ bot }) => {
        const [server] = await bot.servers(PERSON);
        expect(server?.mission).toEqual({ name: 'm', theatre: 'Syria', missionTime: '' });
      },
      { '/servers': servers },
    );
  });

  it('has killsbymodule, and neither kills nor flights', async () => {
    await withDocument(async ({ bot }) => {
      const result = await bot.statistics({ nick: 'Maverick' }, PERSON);
      expect(result).toEqual({
        kind: 'found',
        pilot: MAVERICK,
        statistics: {
          version: 'documented',
          period: 'all-time',
          deaths: 4,
          pvpKills: 10,
          pvpKdr: 2.5,
          pvpKdrDivisor: 'all-deaths',
          lastSession: { kills: 1, deaths: 0, metric: 'pvp' },
          killsByModule: [
            { module: 'F-16C_50', kills: 7 },
            { module: 'F-14B', kills: 3 },
          ],
          kdrByModule: [{ module: 'F-16C_50', kdr: 3.5 }],
        },
      });
    });
  });

  it('has a board of one object', async () => {
    await withDocument(async ({ bot }) => {
      const pilots = [{ rank: 1, nick: 'Maverick', kills: 10, deaths: 4, kdr: 2.5 }];
      expect((await bot.ranking('kdr', PERSON)).pilots).toEqual(pilots);
      expect((await bot.ranking('kills', PERSON)).pilots).toEqual(pilots);
    });
  });

  for (const [form, body] of [
    ['one weapon', { weapon: { 'weapon-name': 'AIM-120C', pk: 0.5 } }],
    ['a list of weapons', { weapon: [{ 'weapon-name': 'AIM-120C', pk: '0.5' }] }],
    ['a map of weapons', { weapon: { 'AIM-120C': { pk: 0.5 } } }],
    ['a map of numbers', { weapon: { 'AIM-120C': 0.5 } }],
  ] as const) {
    it(`has ${form} under "weapon"`, async () => {
      await withDocument(
        async ({ bot }) => {
          expect(await bot.weapons(MAVERICK, PERSON)).toEqual([
            { weapon: 'AIM-120C', probabilityOfKill: 0.5 },
          ]);
        },
        { '/missilepk': body },
      );
    });
  }

  it('has the credits in a list, and nobody in an empty one', async () => {
    await withDocument(async ({ bot }) => {
      expect(await bot.credits(MAVERICK, PERSON)).toEqual({ campaign: 'Campaign', credits: 12.5 });
    });
    await withDocument(
      async ({ bot, asked }) => {
        // A moderator's second request would not come from the cache.
        expect(await bot.credits(MAVERICK, { class: 'moderator' })).toBeUndefined();
        expect(asked.map((one) => one.path)).toEqual(['/credits', '/getuser']);
      },
      { '/credits': [] },
    );
  });

  it('has a token that is a number, whose leading noughts are restored', async () => {
    await withDocument(async ({ bot }) => {
      expect(await bot.link('1', { force: false }, PERSON)).toMatchObject({ kind: 'token', token: '1234' });
    });
    await withDocument(
      async ({ bot }) => {
        expect(await bot.link('1', { force: false }, PERSON)).toMatchObject({ kind: 'token', token: '0042' });
      },
      { '/linkme': { token: 42, timestamp: '2025-02-03 10:00:00', rc: 0 } },
    );
  });
});
