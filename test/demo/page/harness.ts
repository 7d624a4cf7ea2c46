import type { Interaction } from 'discord.js';
import { WebSocket } from 'ws';
import { startBattleMetricsSimulator } from '../../../src/demo/battlemetrics/simulator.ts';
import { startDcsServerBotSimulator } from '../../../src/demo/dcsserverbot/simulator.ts';
import { Changes } from '../../../src/demo/discord/changes.ts';
import { FaultSwitches } from '../../../src/demo/page/fault-switches.ts';
import type {
  ClientRequest,
  PageState,
  ServerMessage,
  ShownMessage,
} from '../../../src/demo/page/protocol.ts';
import type { RoleName } from '../../../src/demo/page/requests.ts';
import { startPageServer } from '../../../src/demo/page/server.ts';
import { Session } from '../../../src/demo/page/session.ts';
import { GUILD_ID, startBot } from '../discord/bot.ts';

export const GENERAL = '300000000000000001';
export const AUDIT = '300000000000000002';
export const MODERATORS = '400000000000000001';

type Answer = Exclude<ServerMessage, { type: 'state' | 'messages' }>;
type WithoutAsker<T> = T extends { id: number } ? Omit<T, 'id' | 'role'> : never;
type Question = WithoutAsker<ClientRequest>;

/** The page's server with everything behind it, and a discord.js client for the bot. */
export async function startPage(
  answer: (interaction: Interaction) => Promise<unknown>,
  commands: Parameters<Awaited<ReturnType<typeof startBot>>['client']['application']['commands']['set']>[0],
) {
  const bot = await startBot(answer, {
    roles: [{ id: MODERATORS, name: 'Moderators', mentionable: true }],
    channels: [
      { id: GENERAL, name: 'general' },
      { id: AUDIT, name: 'audit' },
    ],
  });
  await bot.client.application.commands.set(commands, GUILD_ID);
  const battlemetrics = await startBattleMetricsSimulator();
  const dcs = await startDcsServerBotSimulator({ version: 'current', prefix: '/stats' });
  let speed = 1;
  const session = new Session({
    discord: bot.sim,
    faults: new FaultSwitches({ battlemetrics, dcs }),
    channels: [
      { id: GENERAL, name: 'general', topic: 'Talk' },
      { id: AUDIT, name: 'audit', topic: 'Writes' },
    ],
    people: [
      { id: '500000000000000001', role: 'member', name: 'Member', roles: [] },
      { id: '500000000000000002', role: 'moderator', name: 'Moderator', roles: [MODERATORS] },
      { id: '500000000000000003', role: 'admin', name: 'Admin', roles: [] },
    ],
    roles: { [MODERATORS]: 'Moderators' },
    world: {
      get speed() {
        return speed;
      },
      setSpeed: (factor) => {
        speed = factor;
      },
    },
    now: Date.now,
  });
  const assets = new Map([['/', { type: 'text/html; charset=utf-8', body: '<title>page</title>' }]]);
  const server = await startPageServer({
    session,
    assets,
    port: 20_000 + Math.floor(Math.random() * 20_000),
  });
  const pages: TestPage[] = [];
  return {
    bot,
    battlemetrics,
    dcs,
    session,
    server,
    async open(role: RoleName): Promise<TestPage> {
      const page = await TestPage.open(server.url, role);
      pages.push(page);
      return page;
    },
    async close() {
      for (const page of pages) page.close();
      session.close();
      await server.close();
      await Promise.all([bot.close(), battlemetrics.close(), dcs.close()]);
    },
  };
}

/** What a browser knows of the page, without the browser. */
export class TestPage {
  state: PageState | undefined;
  readonly messages = new Map<string, ShownMessage>();
  readonly #socket: WebSocket;
  readonly #role: RoleName;
  readonly #changes = new Changes();
  readonly #answers = new Map<number, Answer>();
  #nextId = 1;

  private constructor(socket: WebSocket, role: RoleName) {
    this.#socket = socket;
    this.#role = role;
    socket.on('message', (data) => {
      const message: ServerMessage = JSON.parse(String(data));
      if (message.type === 'state') this.state = message.state;
      else if (message.type === 'messages') {
        if (message.reset) this.messages.clear();
        for (const id of message.gone) this.messages.delete(id);
        for (const put of message.put) this.messages.set(put.id, put);
      } else this.#answers.set(message.id, message);
      this.#changes.notify();
    });
  }

  static async open(url: string, role: RoleName): Promise<TestPage> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket`, { origin: url });
    const page = new TestPage(socket, role);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    page.send({ type: 'watch', role });
    await page.until(() => page.state);
    return page;
  }

  send(request: Exclude<ClientRequest, { id: number }>): void {
    this.#socket.send(JSON.stringify(request));
  }

  answerTo(id: number): Answer | undefined {
    return this.#answers.get(id);
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** Resolves with the code with which the server closed the connection. */
  async closed(): Promise<number> {
    return await new Promise((resolve) => this.#socket.once('close', resolve));
  }

  /** Asks in this page's role, and waits for the answer. */
  async ask(question: Question): Promise<Answer> {
    const id = this.#nextId++;
    this.#socket.send(JSON.stringify({ ...question, role: this.#role, id }));
    return await this.until(() => this.#answers.get(id));
  }

  command(name: string, options: Record<string, string> = {}): Promise<Answer> {
    return this.ask({ type: 'command', channel: GENERAL, name, options });
  }

  async until<T>(read: () => T | undefined): Promise<T> {
    return await this.#changes.until(
      read,
      () => `what the page should show: ${JSON.stringify([...this.messages.values()])}`,
      8_000,
    );
  }

  /** The first message, present or coming, that `predicate` takes. */
  async message(predicate: (message: ShownMessage) => boolean): Promise<ShownMessage> {
    return await this.until(() => [...this.messages.values()].find(predicate));
  }

  close(): void {
    this.#socket.close();
  }
}
