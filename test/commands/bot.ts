import { Writable } from 'node:stream';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import type { Config } from '../../config/env.ts';
import { createBattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import { createDcsServerBot } from '../../src/dcsserverbot/client.ts';
import { type SimulatedVersion, startDcsServerBotSimulator } from '../../src/demo/dcsserverbot/simulator.ts';
import type { AccessLevel, Choice, RawValue } from '../../src/discord/command.ts';
import type { Context, Services } from '../../src/discord/context.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import { createTransport } from '../../src/http/undici-transport.ts';
import type { Channels } from '../../src/message/channels.ts';
import type { Message } from '../../src/message/message.ts';
import type { Posts } from '../../src/message/posts.ts';
import { createLimiter } from '../../src/ratelimit/create-limiter.ts';
import type { Store } from '../../src/store/store.ts';
import { openTestStore, silent } from '../store/open.ts';
import { actionOf } from './action.ts';

/** The bot's clock in these tests. */
export const NOW = Date.parse('2026-11-22T09:00:00Z');
export const ASKER = '111111111111111111';
export const GUILD = '200000000000000001';

export interface BotOptions {
  /** Of the simulated DCSServerBot; without it, none is configured. */
  readonly dcs?: SimulatedVersion;
  /** Answers as DCSServerBot in place of the simulator. */
  readonly dcsUrl?: URL;
  /** Answers as BattleMetrics; without it, none is configured. */
  readonly battlemetrics?: URL;
  readonly serverIds?: readonly string[];
  readonly showServerPasswords?: boolean;
  /** Beside those that come with the APIs above. */
  readonly services?: Partial<Services>;
  readonly now?: () => number;
  /** Default: a new one. */
  readonly store?: Store;
  /** Without it, looking at a channel is an error. */
  readonly channels?: Partial<Channels>;
  /** Hears what is shown while a handler goes on. */
  readonly progress?: (message: Message) => void;
}

export interface Asked {
  readonly as?: string;
  readonly level?: AccessLevel;
}

/** The commands with real clients, cache, limiter and database behind them, and simulated APIs behind those. */
export async function startBot(options: BotOptions) {
  const { serverIds = [], showServerPasswords = false, now = () => NOW } = options;
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = pino({ level: 'warn' }, sink);
  const store = options.store ?? (await openTestStore(undefined, now));
  const simulator =
    options.dcs === undefined
      ? undefined
      : await startDcsServerBotSimulator({ version: options.dcs, now: () => NOW });
  if (simulator !== undefined) onTestFinished(() => simulator.close());
  const cache = new ResponseCache({ now, maxEntries: 100 });
  const dcsUrl = options.dcsUrl ?? (simulator && new URL(simulator.url));
  const dcs =
    dcsUrl &&
    createDcsServerBot({
      transport: transport('DCSServerBot', dcsUrl),
      cache,
      now,
      log: silent,
    });
  const limiter =
    options.battlemetrics && createLimiter({ perMinute: 300, perSecond: 45, now: Date.now, log: silent });
  if (limiter !== undefined) onTestFinished(() => limiter.close());
  const battlemetrics =
    options.battlemetrics &&
    limiter &&
    createBattleMetrics({
      transport: transport('BattleMetrics', options.battlemetrics),
      limiter,
      cache,
      now,
      log: silent,
    });

  const config: Config = {
    discord: { token: 't', applicationId: '1', guildId: GUILD, apiUrl: 'http://127.0.0.1' },
    access: { moderatorRoleIds: [], adminRoleIds: [] },
    moderation: { permanentBansNeedApproval: false, staffFlags: [], rconCommands: [] },
    commandsDisabled: [],
    showServerPasswords,
    timezone: 'UTC',
    databasePath: ':memory:',
    logLevel: 'warn',
    ...(options.battlemetrics && {
      battlemetrics: {
        url: options.battlemetrics,
        token: 'secret',
        organizationId: '77',
        serverIds,
        requestsPerMinute: 300,
        requestsPerSecond: 45,
      },
    }),
  };

  const contextOf = ({ as = ASKER, level = 'everyone' }: Asked = {}): Context => ({
    config,
    store,
    log,
    now,
    commands: COMMANDS,
    posts: NOWHERE,
    channels: {
      check: unexpected,
      canPing: unexpected,
      isMember: unexpected,
      sees: unexpected,
      nameOf: () => undefined,
      ...options.channels,
    },
    attachments: { read: unexpected },
    gatewayLatencyMs: () => 42,
    asker: { userId: as, displayName: 'Asker', level, channelId: '3', interactionId: '4' },
    call: { class: 'person' },
    progress: async (message) => options.progress?.(message),
    ...(dcs === undefined ? {} : { dcs }),
    ...(battlemetrics === undefined ? {} : { battlemetrics }),
    ...(limiter === undefined ? {} : { limiter }),
    ...options.services,
  });

  return {
    simulator,
    /** What the operator sees. */
    warnings: () => lines.join(''),
    /** `leaderboard schedule add` names a subcommand. */
    run: async (name: string, input: Record<string, RawValue> = {}, asked?: Asked): Promise<Message> =>
      messageOf(await actionOf(name).invoke(input, contextOf(asked))),
    complete: async (
      name: string,
      option: string,
      text: string,
      others: Record<string, RawValue> = {},
    ): Promise<readonly Choice<string>[]> => {
      const definition = actionOf(name).options[option];
      if (definition?.type !== 'string' || definition.autocomplete === undefined)
        throw new Error('no completion');
      return definition.autocomplete({ text, others }, contextOf());
    },
    press: async (customId: string, values: readonly string[] = [], asked?: Asked): Promise<Message> => {
      const [, name = '', action = '', key = ''] = customId.split(':');
      const component = COMMANDS.find((command) => command.name === name)?.components[action];
      if (component === undefined) throw new Error(`nothing answers ${customId}`);
      return messageOf(await component.invoke({ key, values, fields: {} }, contextOf(asked)));
    },
  };
}

/** All that a person reads of a message. */
export function textOf(message: Message): string {
  const embeds = (message.embeds ?? []).flatMap((embed) => [
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
    embed.footer?.text,
  ]);
  return [message.content, ...embeds].filter((text) => text !== undefined).join('\n');
}

const unexpected = () => Promise.reject(new Error('this command posts nothing, and looks at no channel'));
const NOWHERE: Posts = {
  send: unexpected,
  edit: unexpected,
  delete: unexpected,
  pin: unexpected,
  unpin: unexpected,
  own: unexpected,
  openDirect: unexpected,
};

function messageOf(answer: object): Message {
  if ('form' in answer) throw new Error('a form came instead of a message');
  return answer;
}

function transport(api: 'DCSServerBot' | 'BattleMetrics', baseUrl: URL) {
  const made = createTransport({ api, baseUrl });
  onTestFinished(() => made.close());
  return made;
}
