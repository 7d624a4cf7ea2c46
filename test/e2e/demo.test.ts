import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCHEDULED_ID } from '../../src/demo/community.ts';
import { Changes } from '../../src/demo/discord/changes.ts';
import { TestPage } from '../demo/page/harness.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `npm run demo`, as a person starts it. */
class DemoProcess {
  output = '';
  exitCode: number | null | undefined;
  readonly #child: ChildProcess;
  readonly #changes = new Changes();

  constructor(env: Readonly<Record<string, string>>) {
    this.#child = spawn('npm', ['run', '--silent', 'demo'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.output += String(chunk);
        this.#changes.notify();
      });
    }
    this.#child.once('close', (code) => {
      this.exitCode = code;
      this.#changes.notify();
    });
  }

  /** To the whole process group, as Ctrl-C at a terminal does. */
  signal(signal: NodeJS.Signals): void {
    if (this.#child.pid !== undefined && this.exitCode === undefined) process.kill(-this.#child.pid, signal);
  }

  async address(): Promise<string> {
    return await this.until(() => /at (http:\S+) \(Ctrl-C/.exec(this.output)?.[1]);
  }

  async ended(): Promise<number | null> {
    await this.until(() => (this.exitCode === undefined ? undefined : true));
    return this.exitCode ?? null;
  }

  async until<T>(read: () => T | undefined): Promise<T> {
    return await this.#changes.until(read, () => `the demo; it wrote:\n${this.output}`, 20_000);
  }
}

let folder: string;
let demos: DemoProcess[];
let servers: Server[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'squawk-demo-test-'));
  demos = [];
  servers = [];
});
afterEach(async () => {
  for (const demo of demos) demo.signal('SIGKILL');
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

function startDemo(env: Readonly<Record<string, string>>): DemoProcess {
  const demo = new DemoProcess({ TMPDIR: folder, ...env });
  demos.push(demo);
  return demo;
}

/** A port that is in use until the test ends. */
async function takePort(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return address.port;
}

async function botPid(): Promise<number> {
  const [data = ''] = await readdir(folder);
  return Number(await readFile(join(folder, data, 'bot.pid'), 'utf8'));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('npm run demo', () => {
  it('shows the real bot without any settings, in spite of any, and leaves nothing when it is stopped', async () => {
    const port = await takePort();
    const demo = startDemo({ DEMO_PORT: String(port), DISCORD_TOKEN: 'not.this.one', LOG_LEVEL: 'nonsense' });
    const url = await demo.address();
    // The wanted port is in use: one line says so, and another port is taken.
    expect(demo.output).toContain(`Port ${port} is in use; the page is at ${new URL(url).port} instead.\n`);
    expect(await (await fetch(url)).text()).toContain('<title>Squawk demo</title>');
    for (const file of ['page.js', 'page.css', 'avatars/squawk.svg']) {
      expect((await fetch(`${url}/${file}`)).status).toBe(200);
    }

    const page = await TestPage.open(url, 'moderator');
    await page.until(() => page.state?.bot === 'ready' || undefined);
    const { commands = [] } = page.state ?? {};
    expect(commands.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'ban',
        'flag add',
        'help',
        'linkme',
        'ping',
        'servers',
        'stats',
        'topkdr',
        'leaderboard schedule add',
        'board servers',
        'notify add',
        'privacy',
        'unban',
      ]),
    );
    const channel = page.state?.channels[0]?.id ?? '';
    await page.ask({ type: 'command', channel, name: 'topkdr', options: {} });
    await page.message(({ embeds }) => embeds.some(({ title = '' }) => title.includes('K/D')));
    const completed = await page.ask({
      type: 'complete',
      channel,
      name: 'stats',
      options: { player: '' },
      focused: 'player',
    });
    expect(completed).toMatchObject({ type: 'choices' });

    const pid = await botPid();
    expect(isRunning(pid)).toBe(true);
    // Once from the terminal, and once more from npm.
    demo.signal('SIGINT');
    demo.signal('SIGINT');
    expect(await demo.ended()).toBe(0);
    expect(isRunning(pid)).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });

  it('begins with a board, a digest and the servers, which the admin set up without a trace', async () => {
    const demo = startDemo({ DEMO_PORT: '18080' });
    const page = await TestPage.open(await demo.address(), 'admin');
    await page.message(({ embeds }) => JSON.stringify(embeds).includes('What happened since'));
    // The digest before it and the answers are taken away.
    const posts = await page.until(() => {
      const all = [...page.messages.values()].filter(({ channel }) => channel === SCHEDULED_ID);
      return all.length === 3 ? all : undefined;
    });
    const texts = posts.map(({ embeds }) => JSON.stringify(embeds));
    expect(texts[0]).toContain('🛩️ DCS World');
    expect(texts[1]).toMatch(/🏆 Top K\/D.*▲\d/u);
    expect(texts[2]).toMatch(/📰 The week.*Rose most/u);
    expect(posts.every(({ ephemeral }) => !ephemeral)).toBe(true);
    demo.signal('SIGINT');
    expect(await demo.ended()).toBe(0);
    expect(demo.output).not.toContain('could not');
  });

  it('stops soon while its first posts are made', async () => {
    const demo = startDemo({ DEMO_PORT: '18080' });
    const page = await TestPage.open(await demo.address(), 'member');
    await page.message(({ channel }) => channel === SCHEDULED_ID);
    const signalled = performance.now();
    demo.signal('SIGINT');
    expect(await demo.ended()).toBe(0);
    expect(performance.now() - signalled).toBeLessThan(5_000);
    expect(demo.output).not.toContain('could not');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says why its first posts could not be made, and goes on without them', async () => {
    const demo = startDemo({ DEMO_PORT: '18080' });
    const page = await TestPage.open(await demo.address(), 'member');
    // The bot has only just been started, and needs longer than this.
    page.send({ type: 'fault', name: 'dcsserverbot-down', on: true });
    await demo.until(() => /first posts could not be made: .*DCSServerBot/su.test(demo.output) || undefined);
    page.send({ type: 'fault', name: 'dcsserverbot-down', on: false });
    await page.ask({ type: 'command', channel: SCHEDULED_ID, name: 'help', options: {} });
    await page.message(({ embeds }) => JSON.stringify(embeds).includes('/leaderboard'));
    demo.signal('SIGINT');
    expect(await demo.ended()).toBe(0);
  });

  it('takes the bot along when it is killed', async () => {
    const demo = startDemo({ DEMO_PORT: '18080' });
    const page = await TestPage.open(await demo.address(), 'member');
    await page.until(() => page.state?.bot === 'ready' || undefined);
    const pid = await botPid();
    demo.signal('SIGKILL');
    await expect.poll(() => isRunning(pid), { timeout: 12_000 }).toBe(false);
  });

  it.each(['http', '0', '65536', '8080.5'])('refuses DEMO_PORT=%s in a line', async (port) => {
    const demo = startDemo({ DEMO_PORT: port });
    expect(await demo.ended()).toBe(1);
    expect(demo.output).toContain(`DEMO_PORT must be a port from 1 to 65535, not "${port}".`);
  });
});
