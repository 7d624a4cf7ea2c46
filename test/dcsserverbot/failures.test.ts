import { describe, expect, it } from 'vitest';
import { type Asked, PERSON, type Reply, recording, reply, START, withServer } from './harness.ts';

describe('identical questions', () => {
  it('at once are one request, and so are later ones while the answer is new', async () => {
    await withServer(
      () => recording('documented', 'topkdr-ok').response,
      async ({ bot, asked, advance }) => {
        await Promise.all([1, 2, 3, 4].map(() => bot.ranking('kdr', PERSON)));
        await bot.ranking('kdr', PERSON);
        expect(asked).toHaveLength(1);
        advance(61_000);
        await bot.ranking('kdr', PERSON);
        expect(asked).toHaveLength(2);
      },
    );
  });

  it('of moderators are asked anew', async () => {
    await withServer(
      () => recording('documented', 'servers-ok').response,
      async ({ bot, asked }) => {
        await bot.servers(PERSON);
        await bot.servers({ class: 'moderator' });
        expect(asked).toHaveLength(2);
      },
    );
  });
});

describe('a server in trouble', () => {
  it('is asked again after an error that may pass', async () => {
    let failures = 2;
    const answer = (): Reply => {
      failures -= 1;
      return failures >= 0
        ? reply('Internal Server Error', 500)
        : recording('documented', 'servers-ok').response;
    };
    await withServer(answer, async ({ bot, asked }) => {
      expect(await bot.servers(PERSON)).toHaveLength(3);
      expect(asked).toHaveLength(3);
    });
  });

  it('is replaced by what it said before, with the age of that', async () => {
    let down = false;
    const answer = (): Reply => (down ? reply('down', 503) : recording('documented', 'servers-ok').response);
    await withServer(answer, async ({ bot, advance }) => {
      await bot.servers(PERSON);
      down = true;
      advance(60_000);
      const stale: [string, number][] = [];
      const call = { ...PERSON, onStale: (api: string, asOf: number) => void stale.push([api, asOf]) };
      expect(await bot.servers(call)).toHaveLength(3);
      expect(stale).toEqual([['DCSServerBot', START]]);
    });
  });

  it('that answers with a page or half an answer is not JSON', async () => {
    for (const body of ['<html><body>502</body></html>', '[{"name":"a","sta']) {
      await withServer(
        () => reply(body),
        async ({ bot }) => {
          await expect(bot.servers(PERSON)).rejects.toMatchObject({ kind: 'not-json' });
        },
      );
    }
  });
});

describe('an answer of no known shape', () => {
  const ask: Readonly<
    Record<string, (bot: Parameters<Parameters<typeof withServer>[1]>[0]['bot']) => Promise<unknown>>
  > = {
    '/servers': (bot) => bot.servers(PERSON),
    '/getuser': (bot) => bot.findPilots('a', PERSON),
    '/topkdr': (bot) => bot.ranking('kdr', PERSON),
    '/stats': (bot) => bot.statistics({ nick: 'a', date: '2026-11-22T07:57:47' }, PERSON),
    '/squadrons': (bot) => bot.squadrons(PERSON),
    '/squadron_members': (bot) => bot.squadronMembers('a', PERSON),
    '/missilepk': (bot) => bot.weapons({ nick: 'a', date: 'b' }, PERSON),
    '/credits': (bot) => bot.credits({ nick: 'a', date: 'b' }, PERSON),
    '/linkme': (bot) => bot.link('1', { force: true }, PERSON),
  };
  for (const [path, run] of Object.entries(ask)) {
    for (const body of [[{ unexpected: { shape: 'secret' } }], { unexpected: 'secret' }, 'secret', 7]) {
      it(`is a mismatch that quotes nothing: ${path} as ${JSON.stringify(body)}`, async () => {
        const answer = (asked: Asked): Reply =>
          asked.path === path ? reply(JSON.stringify(body)) : recording('documented', 'servers-ok').response;
        await withServer(answer, async ({ bot }) => {
          const error = await run(bot).then(
            () => undefined,
            (reason: unknown) => reason,
          );
          expect(error).toMatchObject({ kind: 'schema-mismatch' });
          expect(String(error)).toContain(path);
          expect(String(error)).not.toContain('secret');
        });
      });
    }
  }

  it('names the path and the type that is missing', async () => {
    await withServer(
      () => reply([{ fullNickname: 'a', AAkills: 'many', deaths: 1, AAKDR: 1 }]),
      async ({ bot }) => {
        await expect(bot.ranking('kdr', PERSON)).rejects.toThrow(
          /\/topkdr: not as documented: \[0\]\.AAkills: expected number, got string/,
        );
      },
    );
  });
});

describe('a wrong address', () => {
  it('is told to the operator for a 404 of the router, in whatever words', async () => {
    for (const body of [
      '{"detail":"Not Found"}',
      '404 page not found',
      '<html>404</html>',
      '{"error":"x"}',
    ]) {
      await withServer(
        () => reply(body, 404),
        async ({ bot }) => {
          for (const ask of [
            () => bot.servers(PERSON),
            () => bot.statistics({ nick: 'a', date: '2026-11-22T07:57:47' }, PERSON),
            () => bot.weapons({ nick: 'a', date: 'b' }, PERSON),
            () => bot.credits({ nick: 'a', date: 'b' }, PERSON),
            () => bot.squadronMembers('a', PERSON),
            () => bot.link('1', { force: true }, PERSON),
          ]) {
            await expect(ask()).rejects.toMatchObject({
              kind: 'not-found',
              message: expect.stringContaining('DCSSERVERBOT_URL'),
            });
          }
        },
      );
    }
  });

  it('is told for a redirect, with where it leads and without its query', async () => {
    const moved = {
      status: 307,
      headers: { location: 'https://example.com/stats/servers?key=secret' },
      body: '',
    };
    await withServer(
      () => moved,
      async ({ bot }) => {
        const error: unknown = await bot.servers(PERSON).catch((reason: unknown) => reason);
        expect(error).toMatchObject({ kind: 'not-found' });
        expect(String(error)).toContain('redirected to https://example.com/stats/servers (307)');
        expect(String(error)).not.toContain('secret');
      },
    );
  });
});
