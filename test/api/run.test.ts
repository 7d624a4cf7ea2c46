import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type BattleMetricsSimulatorOptions,
  startBattleMetricsSimulator,
} from '../../src/demo/battlemetrics/simulator.ts';
import {
  type DcsServerBotSimulatorOptions,
  startDcsServerBotSimulator,
} from '../../src/demo/dcsserverbot/simulator.ts';
import { serve } from '../http/http-server.ts';
import { type InvokeOptions, invoke } from './invoke.ts';

const TOKEN = 'simulator-token';

async function battleMetrics(options: BattleMetricsSimulatorOptions = {}) {
  const simulator = await startBattleMetricsSimulator(options);
  onTestFinished(() => simulator.close());
  const environment = { BATTLEMETRICS_URL: simulator.url, BATTLEMETRICS_TOKEN: TOKEN };
  const api = (argv: readonly string[], more: InvokeOptions = {}) =>
    invoke(['battlemetrics', ...argv], { ...more, environment: { ...environment, ...more.environment } });
  return { simulator, api };
}

async function dcsServerBot(options: DcsServerBotSimulatorOptions = { version: 'current' }) {
  const simulator = await startDcsServerBotSimulator({ prefix: '/stats', ...options });
  onTestFinished(() => simulator.close());
  const api = (argv: readonly string[], more: InvokeOptions = {}) =>
    invoke(['dcsserverbot', ...argv], { ...more, environment: { DCSSERVERBOT_URL: simulator.url } });
  return { simulator, api };
}

/** Ids of the resources of an answer. */
const idsIn = (json: string): readonly string[] => {
  const { data } = Object(JSON.parse(json));
  return Object(data).map(({ id }: { readonly id: string }) => id);
};

describe('a call of BattleMetrics', () => {
  it('asks what was typed and prints data, included and meta as JSON', async () => {
    const { simulator, api } = await battleMetrics();
    const { exitCode, stdout, stderr } = await api([
      'bans.list',
      '--page.size=2',
      '--include=player,organization',
      '--filter.expired=true',
    ]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(simulator.requests.map(({ target }) => decodeURIComponent(target))).toEqual([
      '/bans?filter[expired]=true&page[size]=2&include=player,organization',
    ]);
    const { data, included, meta } = Object(JSON.parse(stdout));
    expect(data).toHaveLength(2);
    expect(data[0]).toMatchObject({ type: 'ban', attributes: { reason: expect.any(String) } });
    expect(new Set(Object(included).map(({ type }: { type: string }) => type))).toEqual(
      new Set(['organization', 'player']),
    );
    expect(meta).toMatchObject({ active: expect.any(Number) });
  });

  it('walks pages up to a limit, in as few as that takes, and all of them', async () => {
    const { simulator, api } = await battleMetrics();
    const limited = await api(['players.list', '--limit=7', '--page.size=3']);
    expect(idsIn(limited.stdout)).toHaveLength(7);
    expect(simulator.requests.map(({ query }) => query.get('page[size]'))).toEqual(['3', '3', '3']);
    const all = await api(['players.list', '--all']);
    expect(simulator.requests.at(3)?.query.get('page[size]')).toBe('100');
    const inSmallPages = await api(['players.list', '--all', '--page.size=20']);
    expect(idsIn(inSmallPages.stdout)).toEqual(idsIn(all.stdout));
    expect(idsIn(all.stdout).length).toBeGreaterThan(40);
    await api(['players.list', '--limit=4']);
    expect(simulator.requests.at(-1)?.query.get('page[size]')).toBe('4');
  });

  it('tells of pages where somebody listens, and is silent otherwise', async () => {
    const { api } = await battleMetrics();
    const told = await api(['players.list', '--limit=6', '--page.size=3', '--progress']);
    expect(told.stderr).toBe('read 3 so far, page 1');
    expect((await api(['players.list', '--limit=6', '--page.size=3'])).stderr).toBe('');
    const first = await api(['players.list', '--page.size=3'], { terminal: true });
    expect(first.stderr).toContain('There is more: add --all or --limit=N');
  });

  it('refuses to walk all pages and some at once', async () => {
    const { simulator, api } = await battleMetrics();
    const { exitCode, stderr } = await api(['players.list', '--all', '--limit=7']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--all and --limit cannot be combined');
    expect(simulator.requests).toEqual([]);
  });

  it('waits for the limit, says how long, and comes to its end', async () => {
    const { simulator, api } = await battleMetrics();
    let refused = false;
    const { exitCode, stdout, stderr } = await api(
      ['players.list', '--limit=6', '--page.size=3', '--progress'],
      {
        onErr: () => {
          // Once, when the first page is there.
          if (!refused)
            simulator.faults.add({ fault: { kind: 'rate-limited', retryAfterSeconds: 2 }, times: 1 });
          refused = true;
        },
      },
    );
    expect(exitCode).toBe(0);
    expect(idsIn(stdout)).toHaveLength(6);
    expect(stderr).toMatch(/^read 3 so far, page 1; waiting [12] s for BattleMetrics' limit$/m);
    expect(simulator.requests.map(({ status }) => status)).toEqual([200, 429, 200]);
  });

  it('shows a file as it is, but in a terminal without what that would obey', async () => {
    const url = await serve((_, response) => response.end('7656119 // \u001b[2Jowned\r\n'));
    const environment = { BATTLEMETRICS_URL: url.href, BATTLEMETRICS_TOKEN: TOKEN };
    const argv = ['battlemetrics', 'bans.export', '--format=squad/Bans.cfg'];
    expect((await invoke(argv, { environment })).stdout).toBe('7656119 // \u001b[2Jowned\r\n');
    expect((await invoke(argv, { environment, terminal: true })).stdout).toBe('7656119 // \ufffd[2Jowned\n');
    const files = new Map<string, string | Uint8Array>();
    await invoke([...argv, '--output=bans.cfg'], { environment, terminal: true, files });
    expect(files.get('bans.cfg')).toBe('7656119 // \u001b[2Jowned\r\n');
  });

  it('prints a table as wide as the terminal', async () => {
    const { api } = await battleMetrics();
    const { stdout } = await api(['servers.list', '--table'], { terminal: true, columns: 44 });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^id +name/);
    expect(lines.some((line) => line.startsWith('1000101'))).toBe(true);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(44);
  });
});

describe('a change', () => {
  const note = ['--player=1000000007', '--data.attributes.note=Seen', '--data.attributes.shared=false'];

  it('is shown and not sent without --yes', async () => {
    const { simulator, api } = await battleMetrics();
    const { exitCode, stdout, stderr } = await api(['playerNotes.create', ...note]);
    expect(exitCode).toBe(2);
    const [head, ...body] = stdout.split('\n\n');
    expect(head).toBe('POST /players/1000000007/relationships/notes');
    expect(JSON.parse(body.join())).toEqual({
      data: { type: 'playerNote', attributes: { note: 'Seen', shared: false } },
    });
    expect(stderr).toContain('Add --yes to send it');
    expect(simulator.requests).toEqual([]);
  });

  it('shows what it would send without the passwords in it', async () => {
    const { simulator, api } = await battleMetrics();
    const { exitCode, stdout, stderr } = await api([
      'servers.update',
      '--id=1000101',
      '--data.id=1000101',
      '--data.attributes.portRCON=2302',
      '--data.attributes.rconPassword=correct-horse',
      '--data.attributes.metadata.logSecret=battery-staple',
    ]);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('"rconPassword": "[secret]"');
    expect(stdout + stderr).not.toMatch(/correct-horse|battery-staple/u);
    expect(simulator.requests).toEqual([]);
  });

  it('is never told again with a password that was typed wrongly, nor where the API repeats it', async () => {
    const argv = [
      'battlemetrics',
      'servers.update',
      '--id=1',
      '--data.id=1',
      '--data.attributes.portRCON=2302',
    ];
    const minus = await invoke([...argv, '--data.attributes.rconPassword', '-correct-horse']);
    expect(minus.stderr).toContain('--data.attributes.rconPassword=…');
    const blank = await invoke([...argv, '--data.attributes.rconPassword', 'battery', 'correct-horse']);
    expect(blank.stderr).toContain('with quotation marks around blanks');
    const url = await serve((_, response) => {
      const errors = [{ title: 'Bad', detail: 'RCON said: no to correct-horse' }];
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }));
    });
    const repeated = await invoke([...argv, '--data.attributes.rconPassword=correct-horse', '--yes'], {
      environment: { BATTLEMETRICS_URL: url.href, BATTLEMETRICS_TOKEN: TOKEN },
    });
    expect(repeated.stderr).toContain('RCON said: no to [secret]');
    for (const { exitCode, stdout, stderr } of [minus, blank, repeated]) {
      expect(exitCode).toBeGreaterThan(0);
      expect(stdout + stderr).not.toContain('correct-horse');
    }
  });

  it('that was made is not said to be unsent where its answer cannot be written: it is shown', async () => {
    const { simulator, api } = await dcsServerBot();
    const server = [...simulator.world.servers][0]?.name ?? '';
    const argv = ['missions.pause', `--serverName=${server}`, '--yes', '--output=/no/where'];
    const { exitCode, stdout, stderr } = await api(argv, { unwritable: true });
    expect(exitCode).toBe(1);
    expect(stderr).toBe('The answer came, but /no/where cannot be written (EACCES).');
    expect(Object(JSON.parse(stdout)).data).toMatchObject({ status: 'success' });
    expect(simulator.requests.map(({ method }) => method)).toEqual(['POST']);
  });

  it('is sent once with --yes, and the answer shown', async () => {
    const { simulator, api } = await battleMetrics();
    const { exitCode, stdout } = await api(['playerNotes.create', ...note, '--yes']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ data: { type: 'playerNote', attributes: { shared: false } } });
    expect(simulator.requests.map(({ method }) => method)).toEqual(['POST']);
  });

  it('that may have happened is not sent again, and says where to look', async () => {
    const { simulator, api } = await battleMetrics();
    simulator.faults.add({ fault: { kind: 'execute-then-500' }, times: 1 });
    const { exitCode, stderr } = await api(['playerNotes.create', ...note, '--yes']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('It may have been carried out all the same.');
    expect(stderr).toContain('npm run api -- battlemetrics playerNotes.list');
    expect(simulator.requests).toHaveLength(1);
  });

  it('of which nothing tells whether it happened says so', async () => {
    const { simulator, api } = await battleMetrics();
    simulator.faults.add({ fault: { kind: 'execute-then-reset' }, times: 1 });
    const { stderr } = await api([
      'servers.command',
      '--id=1000101',
      '--data.attributes.options.raw=say',
      '--yes',
    ]);
    expect(stderr).toContain('It may have been carried out all the same. No operation tells whether it was.');
    expect(simulator.requests).toHaveLength(1);
  });

  it('that asks alone needs no --yes, though it is a POST', async () => {
    const { api } = await battleMetrics();
    const argv = ['players.match', '--data.0.attributes.type=steamID', '--data.0.attributes.identifier=1'];
    expect((await api(argv)).exitCode).toBe(0);
  });
});

describe('a mistake', () => {
  it.each([
    ['a size', ['servers.list', '--page.size=500'], 'servers.list: --page.size must be at most 100.'],
    ['an id', ['bans.get', '--id=abc'], 'bans.get: --id must be digits.'],
    ['nothing', ['bans.get'], 'bans.get: --id must be given.'],
    ['a name', ['servers.list', '--filter.gaem=x'], 'Did you mean --filter.game'],
  ] as const)('in %s is told by the parameter and its rule, and nothing is sent', async (_, argv, words) => {
    const { simulator, api } = await battleMetrics();
    const { exitCode, stdout, stderr } = await api(argv);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
    expect(simulator.requests).toEqual([]);
  });

  it('of the settings names the variable', async () => {
    const { stderr, exitCode } = await invoke(['battlemetrics', 'servers.list']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('BATTLEMETRICS_TOKEN is not set');
    expect((await invoke(['dcsserverbot', 'info.servers'])).stderr).toContain('DCSSERVERBOT_URL is not set');
    const wrong = { DCSSERVERBOT_URL: 'nowhere' };
    expect((await invoke(['dcsserverbot', 'info.servers'], { environment: wrong })).stderr).toContain(
      'DCSSERVERBOT_URL',
    );
  });
});

describe('a failure', () => {
  it('names endpoint, path and expected type where the answer is of another shape', async () => {
    const data = [{ type: 'server', id: '1', attributes: { name: 5 } }];
    const url = await serve((_, response) => response.end(JSON.stringify({ data })));
    const { exitCode, stderr } = await invoke(['battlemetrics', 'servers.list'], {
      environment: { BATTLEMETRICS_URL: url.href, BATTLEMETRICS_TOKEN: TOKEN },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('/servers: ');
    expect(stderr).toContain('data[0].attributes.name: expected string, got number');
  });

  it('never shows the token, whatever the API says', async () => {
    const secret = 'a-token-that-nobody-may-see';
    const url = await serve((request, response) => {
      const errors = [{ title: 'Bad', detail: `You sent ${request.headers.authorization}` }];
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }));
    });
    const { stdout, stderr } = await invoke(['battlemetrics', 'servers.list'], {
      environment: { BATTLEMETRICS_URL: url.href, BATTLEMETRICS_TOKEN: secret },
    });
    expect(stderr).toContain('You sent');
    expect(stdout + stderr).not.toContain(secret);
  });

  it('in the middle of a walk shows no part of it, and says how far it came', async () => {
    const { simulator, api } = await battleMetrics();
    const walk = api(['players.list', '--all', '--page.size=10', '--progress'], {
      onErr: () => simulator.faults.add({ fault: { kind: 'status', status: 400 } }),
    });
    const { exitCode, stdout, stderr } = await walk;
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('(10 were read before.)');
  });

  it('is a call that was given up', async () => {
    const { simulator, api } = await battleMetrics();
    simulator.faults.add({ fault: { kind: 'execute-then-hang' } });
    const ending = new AbortController();
    const call = api(['servers.list'], { signal: ending.signal });
    await expect.poll(() => simulator.requests.length).toBe(1);
    ending.abort();
    const { exitCode, stderr } = await call;
    expect(exitCode).toBe(1);
    expect(stderr).toBe('Given up.');
  });
});

describe('a call of DCSServerBot', () => {
  it('asks what was typed and prints the answer', async () => {
    const { simulator, api } = await dcsServerBot();
    const { exitCode, stdout } = await api(['statistics.topKills', '--limit=2']);
    expect(exitCode).toBe(0);
    expect(Object(JSON.parse(stdout)).data.value).toHaveLength(2);
    expect(simulator.requests.some(({ url }) => url.includes('/topkills?limit=2'))).toBe(true);
    const table = await api(['info.servers', '--table']);
    expect(table.stdout).toMatch(/^name +statusText/);
  });

  it('writes a picture to a file, and none to a terminal', async () => {
    const { simulator, api } = await dcsServerBot();
    const refused = await api(['statistics.trapImage', '--trapId=1'], { terminal: true });
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('add --output=file');
    expect(simulator.requests).toEqual([]);
    const files = new Map<string, string | Uint8Array>();
    await api(['statistics.trapImage', '--trapId=1', '--output=trap.png'], { terminal: true, files });
    expect(
      Buffer.from(files.get('trap.png') ?? '')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('shows what an upload would send, and sends the bytes of the file with --yes', async () => {
    const { simulator, api } = await dcsServerBot();
    const server = [...simulator.world.servers][0]?.name ?? '';
    const files = new Map([['example.miz', 'PK']]);
    const argv = [
      'missions.upload',
      `--serverName=${server}`,
      '--file=@example.miz',
      '--filename=example.miz',
      '--loadAfter=false',
    ];
    const shown = await api(argv, { files });
    expect(shown.stdout).toContain('POST /mission/upload?');
    expect(shown.stdout).toContain('file: 2 bytes as example.miz');
    expect(simulator.requests).toEqual([]);
    const sent = await api([...argv, '--yes'], { files });
    expect(sent.stderr).toBe('');
    expect(simulator.requests.map(({ path }) => path)).toContain('/mission/upload');
  });

  it('says where the version that answers has no such endpoint', async () => {
    const { api } = await dcsServerBot({ version: 'documented' });
    const { exitCode, stderr } = await api(['statistics.highscore']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('documented version of its RestAPI does not offer');
    expect(stderr).toContain('An update of DCSServerBot would bring it.');
    const limited = await api(['statistics.topKills', '--limit=3']);
    expect(limited.stderr).toContain('Leave out --limit; an update of DCSServerBot would bring it.');
  });

  it('advises no update where the operation is of an older version', async () => {
    const { api } = await dcsServerBot();
    const argv = ['statistics.missilePk', '--nick=Nobody', '--date=2026-11-22T07:57:47'];
    const { exitCode, stderr } = await api(argv);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/does not offer POST \/missilepk\. It belongs to the documented version\.$/u);
  });

  it('says of an unknown name that the name may be wrong', async () => {
    const { api } = await dcsServerBot();
    const { exitCode, stderr } = await api(['statistics.playerInfo', '--nick=Nobody at all']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/not found\." Look whether the ids and names are right/u);
  });

  it('says of a wrong address that alone', async () => {
    const { simulator } = await dcsServerBot();
    const DCSSERVERBOT_URL = simulator.url.replace('/stats', '/elsewhere');
    const { stderr } = await invoke(['dcsserverbot', 'info.servers'], { environment: { DCSSERVERBOT_URL } });
    expect(stderr).toMatch(/without a slash at its end\? It said: "Not Found\."$/u);
  });
});

const UNREAD = {
  get BATTLEMETRICS_TOKEN(): never {
    throw new Error('the settings were read');
  },
};

describe('help', () => {
  it('needs no settings and asks nobody', async () => {
    for (const argv of [[], ['--help'], ['battlemetrics'], ['dcsserverbot', 'info.link', '--help']]) {
      const { exitCode, stdout, stderr } = await invoke(argv, { environment: UNREAD });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toContain('npm run api -- ');
    }
  });
});
