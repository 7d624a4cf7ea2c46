import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { Channel } from './channel.ts';
import { launchChromium } from './chromium.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const START_WITHIN_MS = 25_000;
/** Long enough for a busy machine; whoever waits goes on as soon as what they wait for is there. */
const PATIENCE_MS = 12_000;

export interface DemoProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** `npm run demo`, as people start it. @throws when it does not say where it is. */
export async function startDemoProcess(): Promise<DemoProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', 'demo.mjs'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DEMO_PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (): void => reject(new Error(`the demo did not start:\n${output}`));
    const timer = setTimeout(fail, START_WITHIN_MS);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output += `${line}\n`;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
        if (found === null) return;
        clearTimeout(timer);
        resolve(found[0]);
      });
    }
    child.once('close', fail);
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return address.port;
}

/** The demo, and windows of a browser onto it. */
export class BrowserDemo {
  readonly url: string;
  /** Addresses outside the demo that any window asked for; there should be none. */
  readonly strangers: string[] = [];
  /** What went wrong in the scripts of any window. */
  readonly errors: string[] = [];
  readonly #demo: DemoProcess;
  readonly #browser: Browser;

  private constructor(demo: DemoProcess, browser: Browser) {
    this.#demo = demo;
    this.#browser = browser;
    this.url = demo.url;
  }

  static async start(): Promise<BrowserDemo> {
    const browser = await launchChromium();
    let process: DemoProcess | undefined;
    try {
      process = await startDemoProcess();
      const demo = new BrowserDemo(process, browser);
      const first = await demo.open();
      // A fault that a test switches on is not to hit the posts that the demo begins with.
      await first.look('scheduled-posts');
      await first.messages.getByText('What happened since').waitFor();
      // The world stands still, so that nothing of it changes between two looks.
      await first.page.locator('[data-speed]').selectOption('0');
      await first.close();
      return demo;
    } catch (error) {
      await browser.close();
      await process?.stop();
      throw error;
    }
  }

  /** A window of somebody else: with storage of its own. */
  async open(options: BrowserContextOptions = {}): Promise<Channel> {
    const context = await this.#browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== this.url) this.strangers.push(request.url());
    });
    page.on('websocket', (socket) => {
      if (new URL(socket.url()).host !== new URL(this.url).host) this.strangers.push(socket.url());
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    await page.goto(this.url);
    await page.locator('html[data-bot=ready][data-connected]').waitFor();
    const channel = new Channel(page);
    await channel.loaded();
    return channel;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#demo.stop();
  }
}
