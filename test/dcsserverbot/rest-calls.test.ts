import { describe, expect, it } from 'vitest';
import { UnsupportedByVersionError } from '../../src/dcsserverbot/unsupported.ts';
import { NotFoundError } from '../../src/http/errors.ts';
import { NOT_FOUND, PERSON, type Reply, recording, reply, withServer } from './harness.ts';

const SERVER = { serverName: 'DCS Server' };

describe('an endpoint', () => {
  it('that the version does not have is told so, by what the server says of itself', async () => {
    const served =
      (version: 'documented' | 'current') =>
      ({ path }: { path: string }): Reply =>
        path === '/servers' ? recording(version, 'servers-ok').response : NOT_FOUND;
    await withServer(served('documented'), async ({ rest }) => {
      await expect(rest.airbases.list(SERVER, PERSON)).rejects.toThrow(/does not offer GET \/airbases/);
      await expect(rest.instances.start(SERVER, PERSON)).rejects.toBeInstanceOf(UnsupportedByVersionError);
    });
    await withServer(served('current'), async ({ rest }) => {
      const asked = { nick: 'a', date: '2026-01-01T00:00:00' };
      await expect(rest.statistics.missilePk(asked, PERSON)).rejects.toBeInstanceOf(
        UnsupportedByVersionError,
      );
      // It should be there: the address is wrong, or the operator switched it off.
      await expect(rest.airbases.list(SERVER, PERSON)).rejects.toThrow(/is DCSSERVERBOT_URL right/);
    });
  });

  it('that does not know the server, the mission or the player says so in its own words', async () => {
    for (const words of [
      "Server 'DCS Server' not found.",
      "Mission 'a.miz' not found in mission list.",
      "Airbase 'X' not found or has no warehouse data.",
      'Trap image not found',
      'Player X not found',
    ]) {
      await withServer(
        () => reply({ detail: words }, 404),
        async ({ rest, asked }) => {
          const error: unknown = await rest.airbases.list(SERVER, PERSON).catch((reason: unknown) => reason);
          expect(error).toBeInstanceOf(NotFoundError);
          expect(error).toMatchObject({ apiMessage: words, message: expect.not.stringContaining('URL') });
          expect(asked).toHaveLength(1);
        },
      );
    }
  });

  it('of both versions tells which one answered, also when it says nothing', async () => {
    for (const version of ['documented', 'current'] as const) {
      const served = ({ path }: { path: string }): Reply =>
        path === '/servers' ? recording(version, 'servers-ok').response : reply([]);
      await withServer(served, async ({ rest }) => {
        expect(await rest.statistics.topKdr({}, PERSON)).toEqual({ version, value: [] });
      });
      await withServer(
        () => recording(version, 'topkills-ok').response,
        async ({ rest }) => {
          const { version: spoken, value } = await rest.statistics.topKills({}, PERSON);
          expect([spoken, value.length]).toEqual([version, 10]);
        },
      );
    }
  });

  it('of the documented version that knows no such player comes to undefined', async () => {
    await withServer(
      () => recording('documented', 'stats-unknown').response,
      async ({ rest }) => {
        const asked = { nick: 'a', date: '2026-01-01T00:00:00' };
        expect(await rest.statistics.stats(asked, PERSON)).toEqual({
          version: 'documented',
          value: undefined,
        });
      },
    );
  });

  it('tells ids of Discord to the last digit', async () => {
    await withServer(
      () => recording('current', 'squadrons-limit').response,
      async ({ rest }) => {
        const squadrons = await rest.info.squadrons({}, PERSON);
        expect(squadrons[1]?.members[0]?.discordId).toBe('1006462332785646984');
      },
    );
  });

  it('sends a picture as it is, and keeps none', async () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]);
    await withServer(
      () => ({ status: 200, headers: { 'content-type': 'image/png' }, body: png }),
      async ({ rest, asked }) => {
        for (let n = 0; n < 2; n += 1) {
          expect(Buffer.from(await rest.statistics.trapImage({ trapId: 1 }, PERSON)).equals(png)).toBe(true);
        }
        expect(asked).toHaveLength(2);
      },
    );
  });

  it('that answers with something else names the field', async () => {
    await withServer(
      () => reply({ airbases: [{ name: 'Batumi', lat: 'north' }] }),
      async ({ rest }) => {
        await expect(rest.airbases.list(SERVER, PERSON)).rejects.toThrow(
          /GET .*\/airbases: not as documented: airbases\[0\]\.\w+: expected/,
        );
      },
    );
  });
});
