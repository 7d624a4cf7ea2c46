import { describe, expect, it } from 'vitest';
import { saying, simulator } from './harness.ts';

const RUST = '1000101';
const line = (raw: unknown, change: object = {}) => ({
  body: { data: { type: 'rconCommand', attributes: { command: 'raw', options: { raw }, ...change } } },
});
const answering = (result: unknown) => ({ status: 200, json: { data: { attributes: { result } } } });

describe('the console of a simulated server', () => {
  it('answers as far as it knows the command, and keeps what it was told', async () => {
    const { sim, ask } = await simulator();
    for (const { visits } of sim.world.players) for (const visit of visits) visit.online = false;
    sim.life.join('1000000001', RUST);
    const told = (raw: string) => ask('POST', `/servers/${RUST}/command`, line(raw));
    expect(await told('say Restart in 5')).toMatchObject(answering('[CHAT] SERVER: Restart in 5'));
    expect(await told('status')).toMatchObject(
      answering('hostname: Example Community | Rust | Weekly\nplayers : 88 (150 max)\n#1 "Grey Falcon"'),
    );
    expect(await told('explode')).toMatchObject(answering("Command 'explode' not found"));
    const raws = sim.world.consoleCommands.map(({ serverId, raw }) => [serverId, raw]);
    expect(raws).toEqual([
      [RUST, 'say Restart in 5'],
      [RUST, 'status'],
      [RUST, 'explode'],
    ]);
  });

  it.each([
    ['a server that is not there', '1', line('status'), 400, 'Unknown server'],
    ['a server that is down', '1000103', line('status'), 400, 'RCON is not connected'],
    ['no line', RUST, line(undefined), 400, "must have required property 'raw'"],
    ['an empty line', RUST, line(''), 400, 'must NOT have fewer than 1 characters'],
    [
      'another command',
      RUST,
      line('x', { command: 'kick' }),
      400,
      'must be equal to one of the allowed values',
    ],
    ['more than a line', RUST, line('x', { times: 2 }), 400, 'must NOT have additional properties'],
  ])('refuses %s', async (_name, server, options, status, detail) => {
    const { sim, ask } = await simulator();
    expect(await ask('POST', `/servers/${server}/command`, options)).toMatchObject({
      status,
      json: saying(detail),
    });
    expect(sim.world.consoleCommands).toEqual([]);
  });

  it('is for the community’s own servers, and for tokens with rcon', async () => {
    const tokens = [
      { token: 'simulator-token', scopes: ['rcon'] },
      { token: 'reader', scopes: ['rcon:read'] },
    ];
    const { ask } = await simulator({ tokens });
    expect((await ask('POST', '/servers/1000104/command', line('status'))).status).toBe(403);
    const barred = await ask('POST', `/servers/${RUST}/command`, { token: 'reader', ...line('status') });
    expect(barred.status).toBe(403);
  });
});
