import type { Logger } from 'pino';
import type { Config } from '../../config/env.ts';
import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { DcsServerBot } from '../dcsserverbot/dcsserverbot.ts';
import type { Call } from '../http/call.ts';
import type { Leaderboards } from '../leaderboards/leaderboards.ts';
import type { Attachments } from '../message/attachments.ts';
import type { Channels } from '../message/channels.ts';
import type { Message } from '../message/message.ts';
import type { Posts } from '../message/posts.ts';
import type { Moderation } from '../moderation/moderation.ts';
import type { Limiter } from '../ratelimit/limiter.ts';
import type { Store } from '../store/store.ts';
import type { Watch } from '../watch/watch.ts';
import type { AccessLevel, Command } from './command.ts';

/** What a command may need; an API that is not configured has no service, and its commands are not registered. */
export interface Services {
  readonly dcs: DcsServerBot;
  readonly battlemetrics: BattleMetrics;
  /** Bans, unbans and flags; there when BattleMetrics, roles and the audit channel are configured. */
  readonly moderation: Moderation;
  /** There when DCSServerBot or BattleMetrics is configured. */
  readonly leaderboards: Leaderboards;
  /** Status boards and notifications; there when DCSServerBot or BattleMetrics is configured. */
  readonly watch: Watch;
}

export type ServiceName = keyof Services;

/** Who used the command, pressed the button or typed into the option. */
export interface Asker {
  readonly userId: string;
  /** The name as the guild shows it; hostile text like any other. */
  readonly displayName: string;
  /** The highest level that the person has at this moment. */
  readonly level: AccessLevel;
  readonly channelId: string;
  /** Of what they did, each time another one. Discord may deliver an interaction twice, and then with the same id. */
  readonly interactionId: string;
}

/** Built once in bot.ts and shared by all interactions. */
export interface SharedContext {
  readonly config: Config;
  readonly store: Store;
  readonly log: Logger;
  readonly posts: Posts;
  /** What the bot may do in a channel that somebody names. */
  readonly channels: Channels;
  /** Reads the files that people give to commands. */
  readonly attachments: Attachments;
  /** The current time, epoch milliseconds. */
  readonly now: () => number;
  /** Every command that is registered, for the help. */
  readonly commands: readonly Command[];
  /** BattleMetrics' limiter, for `/ping`. */
  readonly limiter?: Limiter;
  /** Round trip of the last gateway heartbeat in milliseconds; -1 before the first one. */
  readonly gatewayLatencyMs: () => number;
}

/** What a handler gets beside its input. `N` names the services that its definition says it needs. */
export type Context<N extends ServiceName = never> = SharedContext &
  Partial<Services> &
  Pick<Services, N> & {
    readonly asker: Asker;
    /** To be passed with every API call of this interaction. */
    readonly call: Call;
    /** Shows an interim reply to the person while the handler goes on. */
    readonly progress: (message: Message) => Promise<void>;
  };
