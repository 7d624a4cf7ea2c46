import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/http/errors.ts';
import { PERSON, type Reply, recording, reply, type Silence, withServer } from './harness.ts';
import { METHODS, someArguments } from './rest-methods.ts';

const WRITES = METHODS.filter(({ operation }) => operation.writes);
const SERVER = { serverName: 'DCS Server' };
const done = reply({ status: 'success', message: 'done' });

describe('a write', () => {
  const failures: readonly (readonly [string, Reply | Silence, kind: string])[] = [
    ['the connection breaks', 'reset', 'lost'],
    ['the server fails', { status: 500, body: 'Internal Server Error' }, 'server-error'],
    ['the server gives up', reply({ detail: 'Timeout while starting server.' }, 504), 'server-error'],
    ['there are too many', reply({ detail: 'slow down' }, 429), 'rate-limited'],
  ];
  for (const { name, operation, of } of WRITES) {
    for (const [what, answer, kind] of failures) {
      it.concurrent(`is sent once though ${what}: ${name}`, async ({ expect }) => {
        await withServer(
          () => answer,
          async ({ rest, asked }) => {
            const error: unknown = await of(rest)(someArguments(operation), PERSON).catch(
              (reason: unknown) => reason,
            );
            expect(error).toHaveProperty('kind', kind);
            expect(asked.map(({ path }) => path)).toEqual([operation.path]);
          },
        );
      });
    }

    it.concurrent(`is not sent by who may not write any more: ${name}`, async ({ expect }) => {
      await withServer(
        () => done,
        async ({ rest, asked }) => {
          await expect(of(rest)(someArguments(operation), PERSON)).rejects.toHaveProperty('executed', 'no');
          expect(asked).toEqual([]);
        },
        { mayWrite: async () => false },
      );
    });
  }

  it('is sent once though nobody answers in time', async () => {
    await withServer(
      () => 'hang',
      async ({ rest, asked }) => {
        await expect(rest.info.link({ discordId: '1' }, PERSON)).rejects.toHaveProperty('kind', 'timeout');
        expect(asked).toHaveLength(1);
      },
      { totalTimeoutMs: 200 },
    );
  });

  it('waits longer where the server waits for the game itself', async () => {
    await withServer(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        return done;
      },
      async ({ rest }) => {
        expect(await rest.instances.start(SERVER, PERSON)).toEqual({ status: 'success', message: 'done' });
      },
      { totalTimeoutMs: 50 },
    );
  });

  it('is sent each time, for it is no read', async () => {
    await withServer(
      () => done,
      async ({ rest, asked }) => {
        await rest.missions.pause(SERVER, PERSON);
        await rest.missions.pause(SERVER, PERSON);
        expect(asked.map(({ method, path, query, body }) => [method, path, query, body.length])).toEqual([
          ['POST', '/instance/mission/pause', { server_name: 'DCS Server' }, 0],
          ['POST', '/instance/mission/pause', { server_name: 'DCS Server' }, 0],
        ]);
      },
    );
  });

  it('drops the answers that it makes wrong, for both clients, and no other, even when it seems to fail', async () => {
    const served = ({ path }: { path: string }): Reply | Silence => {
      if (path === '/servers') return recording('current', 'servers-ok').response;
      return path === '/squadrons' ? recording('current', 'squadrons-ok').response : 'reset';
    };
    await withServer(served, async ({ rest, bot, asked }) => {
      const read = async (): Promise<void> => {
        await Promise.all([
          rest.info.servers({}, PERSON),
          bot.servers(PERSON),
          rest.info.squadrons({}, PERSON),
        ]);
      };
      const count = (path: string): number => asked.filter((one) => one.path === path).length;
      await read();
      await read();
      expect([count('/servers'), count('/squadrons')]).toEqual([2, 1]);
      await expect(rest.instances.stop(SERVER, PERSON)).rejects.toBeInstanceOf(ApiError);
      await read();
      expect([count('/servers'), count('/squadrons')]).toEqual([4, 1]);
    });
  });
});

describe('an upload', () => {
  it('brings the file and its fields, as any multipart reader reads them', async () => {
    const file = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);
    await withServer(
      () => done,
      async ({ rest, asked }) => {
        const filename = 'Операция "X".miz'.replaceAll('"', "'");
        await rest.missions.upload({ ...SERVER, file, filename, loadAfter: true }, PERSON);
        const [one] = asked;
        const type = one?.headers['content-type'] ?? '';
        expect(type).toMatch(/^multipart\/form-data; boundary=/);
        expect(one?.query).toEqual({ server_name: 'DCS Server' });
        const form = await new Response(new Uint8Array(one?.body ?? []), {
          headers: { 'content-type': type },
        }).formData();
        const part = form.get('file');
        if (!(part instanceof File)) expect.fail('no file');
        expect(part.name).toBe(filename);
        expect(Buffer.from(await part.arrayBuffer()).equals(file)).toBe(true);
        expect(form.get('filename')).toBe(filename);
        expect(form.get('load_after')).toBe('true');
      },
    );
  });
});
