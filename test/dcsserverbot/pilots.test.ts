import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Asked, Reply } from './harness.ts';
import { PERSON, recording, reply, START, withServer } from './harness.ts';

const row = (nick: string, date: string, ucid?: string): Record<string, unknown> =>
  ucid === undefined ? { nick, date } : { ucid, discord_id: -1, nick, date, current_server: null };

const NUMBERS = JSON.parse(recording('documented', 'stats-ok').response.body) as object;

/** A documented server with these pilots, which knows each by exactly this name and date. */
function community(pilots: () => readonly Record<string, unknown>[]) {
  return ({ path, form }: Asked): Reply => {
    if (path === '/getuser') return reply(pilots());
    const known = pilots().some((one) => one['nick'] === form['nick'] && one['date'] === form['date']);
    return path === '/stats' ? reply(known ? NUMBERS : {}) : reply({ detail: 'Not Found' }, 404);
  };
}

describe('looking for pilots', () => {
  it('means wildcards and backslashes literally', async () => {
    await withServer(
      () => reply([row('100% Pilot', '2026-11-22T07:57:47'), row('100 Pilots', '2026-11-22T07:57:47')]),
      async ({ bot, asked }) => {
        expect((await bot.findPilots('100% P', PERSON)).map(({ nick }) => nick)).toEqual(['100% Pilot']);
        expect(asked[0]?.form).toEqual({ nick: '100\\% P' });
      },
    );
  });

  it('sends any name so that the server gets exactly its pattern', async () => {
    await withServer(
      ({ form }) => reply([row((form['nick'] ?? '').replace(/\\(.)/gsu, '$1'), '2026-11-22T07:57:47')]),
      async ({ bot, newcomer }) => {
        expect(await bot.findPilots('+', PERSON)).toHaveLength(1);
        const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
        await fc.assert(
          fc.asyncProperty(fc.oneof(names, fc.stringMatching(/^[\\%_&=+;# a]{1,12}$/)), async (nick) => {
            const [pilot] = await newcomer().findPilots(nick, PERSON);
            expect(pilot?.nick).toBe(nick);
          }),
          { numRuns: 150 },
        );
      },
    );
  });

  it('keeps every digit of any Discord id', async () => {
    let id = '0';
    await withServer(
      () => reply(`[{"ucid":"a","discord_id":${id},"nick":"a","date":"2026-11-22T07:57:47"}]`),
      async ({ newcomer }) => {
        await fc.assert(
          fc.asyncProperty(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), async (snowflake) => {
            id = snowflake.toString();
            const [pilot] = await newcomer().findPilots('a', PERSON);
            expect(pilot?.discordId).toBe(id);
          }),
          { numRuns: 150 },
        );
      },
    );
  });

  it('asks plainly where the escaped name finds nobody, for a server may compare plainly', async () => {
    await withServer(
      ({ form }) => reply(form['nick'] === 'X_x_X' ? [row('X_x_X', '2026-11-22T07:57:47')] : []),
      async ({ bot }) => {
        expect(await bot.findPilots('X_x_X', PERSON)).toHaveLength(1);
      },
    );
  });

  it('asks for nobody whom no database can hold', async () => {
    await withServer(
      () => reply('must not be asked', 500),
      async ({ bot, asked }) => {
        expect(await bot.findPilots('a\0b', PERSON)).toEqual([]);
        expect(await bot.findPilots('\ud83e', PERSON)).toEqual([]);
        expect(asked).toEqual([]);
      },
    );
  });

  it('has everybody for the empty name, most recently seen first', async () => {
    const rows = [row('b', '2026-11-20T00:00:00'), row('c', 'never'), row('a', '2026-11-21T00:00:00')];
    await withServer(
      () => reply(rows),
      async ({ bot }) => {
        const pilots = await bot.findPilots('', PERSON);
        expect(pilots.map(({ nick }) => nick)).toEqual(['a', 'b', 'c']);
        expect(pilots[2]).toEqual({ nick: 'c', date: 'never' });
      },
    );
  });
});

describe('a large community', () => {
  const rows = Array.from({ length: 5_000 }, (_, index) =>
    row(`Ace ${index}`, new Date(START - index * 60_000).toISOString().slice(0, 19)),
  );

  it('is not kept whole for a short part of a name: those seen most recently are enough to pick from', async () => {
    await withServer(
      () => reply(rows),
      async ({ bot }) => {
        const pilots = await bot.findPilots('a', PERSON);
        expect(pilots.length).toBeLessThanOrEqual(250);
        expect(pilots.slice(0, 2).map(({ nick }) => nick)).toEqual(['Ace 0', 'Ace 1']);
      },
    );
  });

  it('hides no pilot of exactly that name, however long ago seen and whatever the case', async () => {
    const old = [row('ace', '2020-01-01T00:00:00'), row('Ace', '2019-01-01T00:00:00')];
    await withServer(
      community(() => [...rows, ...old]),
      async ({ bot }) => {
        const pilots = await bot.findPilots('ACE', PERSON);
        expect(pilots.slice(-2).map(({ nick }) => nick)).toEqual(['ace', 'Ace']);
        expect(await bot.statistics({ nick: 'Ace' }, PERSON)).toMatchObject({
          kind: 'found',
          pilot: { nick: 'Ace' },
        });
      },
    );
  });
});

describe('whose statistics are meant', () => {
  const VIPER_OLD = '2026-11-13T02:37:53';
  const VIPER_NEW = '2026-11-20T06:56:23';

  it('is the pilot of exactly this name, however similar others are', async () => {
    const pilots = [row('viper', '2026-11-20T05:34:41'), row('Viper', VIPER_NEW)];
    await withServer(
      community(() => pilots),
      async ({ bot, asked }) => {
        const result = await bot.statistics({ nick: 'viper' }, PERSON);
        expect(result).toMatchObject({ kind: 'found', pilot: { nick: 'viper' } });
        expect(asked.at(-1)?.form).toEqual({ nick: 'viper', date: '2026-11-20T05:34:41' });
        expect(await bot.statistics({ nick: 'VIPER' }, PERSON)).toMatchObject({
          kind: 'unknown',
          similar: [{ nick: 'Viper' }, { nick: 'viper' }],
        });
      },
    );
  });

  it('is for a person to pick among namesakes, until the date tells', async () => {
    const pilots = [row('Viper', VIPER_OLD), row('Viper', VIPER_NEW)];
    await withServer(
      community(() => pilots),
      async ({ bot, asked }) => {
        expect(await bot.statistics({ nick: 'Viper' }, PERSON)).toMatchObject({
          kind: 'ambiguous',
          pilots: [{ date: VIPER_NEW }, { date: VIPER_OLD }],
        });
        const before = asked.length;
        expect(await bot.statistics({ nick: 'Viper', date: VIPER_OLD }, PERSON)).toMatchObject({
          kind: 'found',
          pilot: { date: VIPER_OLD },
        });
        expect(asked.slice(before).map((one) => one.path)).toEqual(['/stats']);
      },
    );
  });

  it('is found again when the pilot flew since and the date went stale, past the cache', async () => {
    const pilots = [row('Goose', '2026-11-17T05:35:28')];
    await withServer(
      community(() => pilots),
      async ({ bot }) => {
        const [goose] = await bot.findPilots('Goose', PERSON);
        pilots[0] = row('Goose', '2026-11-22T07:59:00');
        const result = await bot.statistics({ nick: 'Goose', date: goose?.date ?? '' }, PERSON);
        expect(result).toMatchObject({ kind: 'found', pilot: { date: '2026-11-22T07:59:00' } });
      },
    );
  });

  it('costs one call more than the completion that named the pilot', async () => {
    await withServer(
      community(() => [row('Goose', '2026-11-17T05:35:28')]),
      async ({ bot, asked }) => {
        await bot.findPilots('Goose', PERSON);
        await bot.statistics({ nick: 'Goose' }, PERSON);
        expect(asked.map((one) => one.path)).toEqual(['/getuser', '/stats']);
      },
    );
  });

  it('is found again without a date too, when the list from the cache is old', async () => {
    const pilots = [row('Goose', '2026-11-17T05:35:28')];
    await withServer(
      community(() => pilots),
      async ({ bot }) => {
        await bot.findPilots('Goose', PERSON);
        pilots[0] = row('Goose', '2026-11-22T07:59:00');
        expect(await bot.statistics({ nick: 'Goose' }, PERSON)).toMatchObject({ kind: 'found' });
      },
    );
  });

  it('is among namesakes only one who was seen later than the date that went stale', async () => {
    const pilots = [row('Viper', VIPER_OLD), row('Viper', '2026-11-22T07:59:00')];
    await withServer(
      community(() => pilots),
      async ({ bot }) => {
        expect(await bot.statistics({ nick: 'Viper', date: VIPER_NEW }, PERSON)).toMatchObject({
          kind: 'found',
          pilot: { date: '2026-11-22T07:59:00' },
        });
        expect(await bot.statistics({ nick: 'Viper', date: '2026-11-01T00:00:00' }, PERSON)).toMatchObject({
          kind: 'ambiguous',
        });
      },
    );
  });

  it('is by the UCID where there is one, and nobody else when it is gone', async () => {
    const pilots = [row('Viper', VIPER_OLD, 'aa'), row('Viper', VIPER_NEW, 'bb')];
    const answer = ({ path, form }: Asked): Reply => {
      if (path === '/getuser') return reply(pilots);
      return pilots.some((one) => one['date'] === form['date'])
        ? recording('current', 'stats-ok').response
        : recording('current', 'stats-unknown').response;
    };
    await withServer(answer, async ({ bot }) => {
      const stale = { nick: 'Viper', date: '2026-11-01T00:00:00' };
      expect(await bot.statistics({ ...stale, ucid: 'aa' }, PERSON)).toMatchObject({
        kind: 'found',
        pilot: { ucid: 'aa', date: VIPER_OLD },
      });
      expect(await bot.statistics({ ...stale, ucid: 'cc' }, PERSON)).toMatchObject({
        kind: 'unknown',
        similar: [{ ucid: 'bb' }, { ucid: 'aa' }],
      });
    });
  });

  it('does not depend on a date that is none, on which a server would fail', async () => {
    await withServer(
      community(() => [row('Goose', '2026-11-17T05:35:28')]),
      async ({ bot, asked }) => {
        const result = await bot.statistics({ nick: 'Goose', date: 'yesterday' }, PERSON);
        expect(result).toMatchObject({ kind: 'found', pilot: { date: '2026-11-17T05:35:28' } });
        expect(asked.map((one) => one.form['date'])).not.toContain('yesterday');
      },
    );
  });

  it('is nobody, with those whose names contain it', async () => {
    await withServer(
      community(() => [row('Goose_121', '2026-11-17T05:35:28')]),
      async ({ bot }) => {
        expect(await bot.statistics({ nick: 'Goose' }, PERSON)).toMatchObject({
          kind: 'unknown',
          similar: [{ nick: 'Goose_121' }],
        });
      },
    );
  });
});
