import { describe, expect, it } from 'vitest';
import type { DcsServerBot } from '../../src/dcsserverbot/dcsserverbot.ts';
import type { WireVersion } from '../../src/dcsserverbot/model.ts';
import { UnsupportedByVersionError } from '../../src/dcsserverbot/unsupported.ts';
import { type Asked, NOT_FOUND, PERSON, type Reply, recording, reply, withServer } from './harness.ts';

interface Question {
  readonly path: string;
  readonly ask: (bot: DcsServerBot) => Promise<unknown>;
  /** A good answer of the current version. */
  readonly answer: Reply;
  /** What a server of the documented version says to it. */
  readonly documented: Reply;
}

const current = (name: string): Reply => recording('current', name).response;
const ACCOUNT = '123456789012345678';

/** The questions that the current version alone can answer. */
const QUESTIONS: readonly Question[] = [
  {
    path: '/getuser',
    ask: (bot) => bot.pilotsOf(ACCOUNT, PERSON),
    answer: current('getuser-by-discord-id'),
    documented: recording('documented', 'getuser-missing').response,
  },
  {
    path: '/leaderboard',
    ask: (bot) => bot.leaderboard('kdr', { limit: 5 }, PERSON),
    answer: current('leaderboard-kdr'),
    documented: NOT_FOUND,
  },
  {
    path: '/trueskill',
    ask: (bot) => bot.trueSkill({ limit: 10 }, PERSON),
    answer: current('trueskill-ok'),
    documented: recording('documented', 'trueskill-ok').response,
  },
  {
    path: '/highscore',
    ask: (bot) => bot.highscores({ period: 'all', limit: 10 }, PERSON),
    answer: current('highscore-ok'),
    documented: recording('documented', 'highscore-does-not-exist').response,
  },
  {
    path: '/greenieboard',
    ask: (bot) => bot.carrierLandings({}, PERSON),
    answer: current('greenieboard-ok'),
    documented: NOT_FOUND,
  },
  {
    path: '/server_attendance',
    ask: (bot) => bot.attendance(PERSON),
    answer: current('server_attendance-ok'),
    documented: NOT_FOUND,
  },
];

/** A server of the version that `version` says at that moment. */
function serverOf({ path, answer, documented }: Question, version: () => WireVersion) {
  return (asked: Asked): Reply => {
    if (asked.path === '/servers') return recording(version(), 'servers-ok').response;
    if (asked.path !== path) return NOT_FOUND;
    return version() === 'current' ? answer : documented;
  };
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe.each(QUESTIONS)('$path', (question) => {
  const { path, ask } = question;

  it('is refused for the documented version before anything but the version is asked', async () => {
    await withServer(
      serverOf(question, () => 'documented'),
      async ({ bot, asked }) => {
        for (const error of [await failure(ask(bot)), await failure(ask(bot))]) {
          expect(error).toBeInstanceOf(UnsupportedByVersionError);
          expect(error).toMatchObject({ version: 'documented' });
        }
        expect(asked.map((one) => one.path)).toEqual(['/servers']);
      },
    );
  });

  it('asks for the version once, and not where it is known', async () => {
    await withServer(
      serverOf(question, () => 'current'),
      async ({ bot, asked, advance }) => {
        await ask(bot);
        advance(3_600_000);
        await ask(bot);
        expect(asked.map((one) => one.path)).toEqual(['/servers', path, path]);
      },
    );
  });

  it('is answered from memory while the answer is new', async () => {
    await withServer(
      serverOf(question, () => 'current'),
      async ({ bot, asked }) => {
        await Promise.all([ask(bot), ask(bot)]);
        await ask(bot);
        expect(asked.filter((one) => one.path === path)).toHaveLength(1);
      },
    );
  });

  it('finds out at once that the server was downgraded', async () => {
    let version: WireVersion = 'current';
    await withServer(
      serverOf(question, () => version),
      async ({ newcomer, advance }) => {
        const bot = newcomer();
        expect(await bot.version(PERSON)).toBe('current');
        version = 'documented';
        // Within the time that an answer of /servers is as good as new.
        advance(1_000);
        expect(await failure(ask(bot))).toBeInstanceOf(UnsupportedByVersionError);
        expect(await bot.version(PERSON)).toBe('documented');
      },
    );
  });

  it('finds out within ten minutes that the server was upgraded', async () => {
    let version: WireVersion = 'documented';
    await withServer(
      serverOf(question, () => version),
      async ({ bot, advance }) => {
        expect(await failure(ask(bot))).toBeInstanceOf(UnsupportedByVersionError);
        version = 'current';
        advance(601_000);
        expect(await failure(ask(bot))).toBeUndefined();
      },
    );
  });

  it('tells a failure of the current version as what it is', async () => {
    for (const [answer, kind] of [
      [reply('Internal Server Error', 500), 'server-error'],
      [NOT_FOUND, 'not-found'],
      [reply('{"detail":"Invalid API Key"}', 403), 'unauthorized'],
      [reply('<html><body>502</body></html>'), 'not-json'],
      [reply('[{"nick":"a'), 'not-json'],
    ] as const) {
      await withServer(
        serverOf({ ...question, answer }, () => 'current'),
        async ({ bot }) => {
          expect(await failure(ask(bot))).toMatchObject({ kind });
        },
      );
    }
  });

  it.each([
    [[{ unexpected: { shape: 'secret' } }]],
    [{ unexpected: 'secret' }],
    ['secret'],
    [7],
    [['secret']],
  ])('quotes nothing of an answer of no known shape: %j', async (body) => {
    await withServer(
      serverOf({ ...question, answer: reply(JSON.stringify(body)) }, () => 'current'),
      async ({ bot }) => {
        const error = await failure(ask(bot));
        expect(error).toMatchObject({ kind: 'schema-mismatch' });
        expect(String(error)).toContain(path);
        expect(String(error)).not.toContain('secret');
      },
    );
  });

  it('shows what it said before while the server does not answer', async () => {
    let { answer } = question;
    await withServer(
      (asked) => serverOf({ ...question, answer }, () => 'current')(asked),
      async ({ bot, advance }) => {
        const before = await ask(bot);
        answer = reply('down', 503);
        advance(120_000);
        expect(await ask(bot)).toEqual(before);
      },
    );
  });
});

describe('what is asked of the current version', () => {
  /** A server that answers everything with nothing. */
  const empty = ({ path }: Asked): Reply => (path === '/servers' ? current('servers-ok') : reply({}));

  it('is in the query, and each parameter makes another question', async () => {
    await withServer(empty, async ({ bot, asked }) => {
      for (const run of [1, 2]) {
        await bot.leaderboard('kills', { limit: 5 }, PERSON);
        await bot.leaderboard('kdr_pvp', { limit: 5 }, PERSON);
        await bot.leaderboard('kills', { limit: 6 }, PERSON);
        await bot.leaderboard('kills', { limit: 5, offset: 5 }, PERSON);
        await bot.leaderboard('kills', { limit: 5, server: "K's & [EU] + 100%" }, PERSON);
        await bot.leaderboard('kills', { limit: 5, query: 'a&b=c' }, PERSON);
        await bot.trueSkill({ limit: 5 }, PERSON);
        await bot.trueSkill({ limit: 5, offset: 1 }, PERSON);
        await bot.trueSkill({ limit: 5, server: 'one' }, PERSON);
        await bot.highscores({ period: 'week', limit: 5 }, PERSON);
        await bot.highscores({ period: 'day', limit: 5 }, PERSON);
        await bot.highscores({ period: 'day', limit: 5, server: 'one' }, PERSON);
        await bot.carrierLandings({}, PERSON);
        await bot.carrierLandings({ server: 'one' }, PERSON);
        expect(asked, `run ${run}`).toHaveLength(15);
      }
      const page = { limit: '5', offset: '0' };
      expect(asked.slice(1).map(({ method, query, form }) => ({ method, ...query, ...form }))).toEqual([
        { method: 'GET', what: 'kills', ...page },
        { method: 'GET', what: 'kdr_pvp', ...page },
        { method: 'GET', what: 'kills', ...page, limit: '6' },
        { method: 'GET', what: 'kills', ...page, offset: '5' },
        { method: 'GET', what: 'kills', ...page, server_name: "K's & [EU] + 100%" },
        { method: 'GET', what: 'kills', ...page, query: 'a&b=c' },
        { method: 'GET', ...page },
        { method: 'GET', ...page, offset: '1' },
        { method: 'GET', ...page, server_name: 'one' },
        { method: 'GET', period: 'week', limit: '5' },
        { method: 'GET', period: 'day', limit: '5' },
        { method: 'GET', period: 'day', limit: '5', server_name: 'one' },
        { method: 'POST' },
        { method: 'POST', server_name: 'one' },
      ]);
    });
  });

  it('is never a page that cannot be', async () => {
    await withServer(empty, async ({ bot, asked }) => {
      for (const page of [
        { limit: 0 },
        { limit: -1 },
        { limit: 1.5 },
        { limit: Number.NaN },
        { limit: 1_001 },
        { limit: 1, offset: -1 },
        { limit: 1, offset: 0.5 },
      ]) {
        await expect(bot.leaderboard('kills', page, PERSON)).rejects.toThrow(RangeError);
        await expect(bot.trueSkill(page, PERSON)).rejects.toThrow(RangeError);
      }
      await expect(bot.highscores({ period: 'all', limit: -1 }, PERSON)).rejects.toThrow(RangeError);
      for (const id of ['', 'abc', '0', '-1', '1e3', ' 1', '1; DROP TABLE']) {
        await expect(bot.pilotsOf(id, PERSON)).rejects.toThrow(TypeError);
      }
      expect(asked).toEqual([]);
    });
  });
});
