import { describe, expect, it } from 'vitest';
import { idsOf } from './answers.ts';
import { clock, saying, simulator } from './harness.ts';

const ORGANIZATION = { organization: { data: { type: 'organization', id: '25069' } } };
const RCON = { portRCON: 28_016, rconPassword: 'correct horse' };

const rconOf = (id: string) =>
  `/servers/${id}?fields[server]=rconActive,rconStatus,rconDisconnected,metadata`;

describe('the RCON connection of a simulated server', () => {
  const say = {
    body: { data: { type: 'rconCommand', attributes: { command: 'raw', options: { raw: 'say hello' } } } },
  };

  it('is cut until it is made again, and takes no commands meanwhile', async () => {
    const { now } = clock();
    const { ask } = await simulator({ now });
    const cut = await ask('DELETE', '/servers/1000101/rcon/disconnect');
    expect(cut).toMatchObject({ status: 204, text: '' });
    expect(cut.headers.get('content-type')).toBeNull();
    expect((await ask('GET', rconOf('1000101'))).json).toHaveProperty('data.attributes', {
      rconActive: false,
      rconStatus: 'disconnected',
      rconDisconnected: new Date(now()).toISOString(),
    });
    expect((await ask('POST', '/servers/1000101/command', say)).status).toBe(400);
    expect((await ask('DELETE', '/servers/1000101/rcon/connect')).status).toBe(204);
    expect((await ask('GET', rconOf('1000101'))).json).toMatchObject({
      data: { attributes: { rconActive: true, rconStatus: 'connected' } },
    });
    expect((await ask('POST', '/servers/1000101/command', say)).status).toBe(200);
  });

  it('times out with a server that is down', async () => {
    const { ask } = await simulator();
    await ask('DELETE', '/servers/1000103/rcon/connect');
    expect((await ask('GET', rconOf('1000103'))).json).toMatchObject({
      data: { attributes: { rconActive: true, rconStatus: 'timeout' } },
    });
  });

  it('ends for good with the control of the server', async () => {
    const { ask } = await simulator();
    expect((await ask('DELETE', '/servers/1000101/rcon')).status).toBe(204);
    const { json } = await ask('GET', '/servers/1000101');
    expect(json).toMatchObject({ data: { attributes: { rconActive: false } } });
    expect(json).not.toHaveProperty('data.relationships.organization');
    expect(idsOf(await ask('GET', '/servers?filter[rcon]=true'))).not.toContain('1000101');
    expect((await ask('DELETE', '/servers/1000101/rcon')).status).toBe(403);
  });

  it('can not be made where it is locked', async () => {
    const { ask } = await simulator();
    const metadata = { disableLocked: true, disabledReason: null };
    const body = { data: { type: 'server', id: '1000101', attributes: { ...RCON, metadata } } };
    await ask('PATCH', '/servers/1000101', { body });
    expect((await ask('DELETE', '/servers/1000101/rcon/connect')).status).toBe(403);
  });

  it.each(['rcon', 'rcon/disconnect', 'rcon/connect'])(
    'is not for others to end or make: DELETE %s',
    async (path) => {
      const { ask } = await simulator();
      expect((await ask('DELETE', `/servers/1000104/${path}`)).status).toBe(403);
      expect((await ask('DELETE', `/servers/1/${path}`)).status).toBe(404);
    },
  );

  it('is set up with port, password and organization, on servers of nobody else', async () => {
    const { ask } = await simulator();
    const body = (id: string, attributes: object = RCON, relationships: object = ORGANIZATION) => ({
      body: { data: { type: 'server', id, attributes, relationships } },
    });
    const enable = (id: string, ...rest: readonly object[]) =>
      ask('POST', `/servers/${id}/rcon`, body(id, ...rest));
    expect(await enable('1000101', { portRCON: 28_016 })).toMatchObject({
      status: 400,
      json: saying("must have required property 'rconPassword'"),
    });
    expect(await enable('1000101', RCON, {})).toMatchObject({
      status: 400,
      json: saying("must have required property 'organization'"),
    });
    expect(await enable('1000101', { ...RCON, ip: '203.0.113.1' })).toMatchObject({ status: 400 });
    expect((await enable('1000104')).status).toBe(403);
    await ask('DELETE', '/servers/1000101/rcon');
    expect((await enable('1000101')).status).toBe(204);
    expect((await ask('GET', rconOf('1000101'))).json).toMatchObject({
      data: { attributes: { rconActive: true, rconStatus: 'connected' } },
    });
  });
});

describe('a simulated server asked at once', () => {
  it('comes back bare, once in thirty seconds', async () => {
    const { now, advance } = clock();
    const { ask } = await simulator({ now });
    const force = (id: string) => ask('POST', `/servers/${id}/force-update`);
    expect(await force('1000101')).toMatchObject({
      status: 202,
      json: { type: 'server', id: '1000101', attributes: { players: 87 } },
    });
    advance(29_000);
    const refused = await force('1000101');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await force('1000102')).status).toBe(202);
    advance(1_000);
    expect((await force('1000101')).status).toBe(202);
  });

  it('is asked ten times in five minutes, whichever it is', async () => {
    const { now, advance } = clock();
    const { ask } = await simulator({ now });
    for (let n = 0; n < 10; n += 1) {
      expect((await ask('POST', '/servers/1000101/force-update')).status).toBe(202);
      advance(30_000);
    }
    // The first of them is 300 s ago now; a moment before it still counts.
    advance(-1);
    expect((await ask('POST', '/servers/1000103/force-update')).status).toBe(429);
    advance(1);
    expect((await ask('POST', '/servers/1000103/force-update')).status).toBe(202);
  });

  it("is not somebody else's", async () => {
    const { ask } = await simulator();
    expect((await ask('POST', '/servers/1000104/force-update')).status).toBe(403);
    expect((await ask('POST', '/servers/1/force-update')).status).toBe(404);
  });
});
