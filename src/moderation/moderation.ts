import type { Logger } from 'pino';
import type { AccessLevel } from '../../config/access.ts';
import type { BanPreset } from '../../config/ban-presets-file.ts';
import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { Posts } from '../message/posts.ts';
import { sleep } from '../store/sleep.ts';
import type { Store } from '../store/store.ts';
import { createCarryOut } from './actions/carry-out.ts';
import { createClaims } from './actions/claims.ts';
import { createQuestions, type Questions } from './actions/questions.ts';
import { refuseChanged, refuseOutdated } from './actions/still-so.ts';
import { createAudit } from './audit/audit.ts';
import { createRecords, type Records } from './audit/records.ts';
import { createBanFinder } from './bans/ban-finder.ts';
import { type Bans, createBans } from './bans/bans.ts';
import { type ByItself, createByItself } from './by-itself.ts';
import { recordingExpiries } from './flags/expiry-record.ts';
import { createFlags, type Flags } from './flags/flags.ts';
import { createPeople, type People } from './people.ts';
import { createPlayerFinder, type PlayerFinder } from './players/player-finder.ts';
import { createServerFinder, type ServerFinder } from './servers/server-finder.ts';

export interface ModerationOptions {
  readonly battlemetrics: BattleMetrics;
  readonly store: Pick<Store, 'actions' | 'playerWatches' | 'watchedVisits' | 'flagExpiries' | 'outsideBans'>;
  readonly posts: Posts;
  readonly config: {
    readonly organizationId: string;
    /** Empty: the servers of the organization. */
    readonly serverIds: readonly string[];
    readonly banListId?: string;
    readonly auditChannelId: string;
    /** Names of flags that mark staff, whom one bans by mistake only. */
    readonly staffFlags: readonly string[];
    readonly permanentBansNeedApproval: boolean;
    /** What `/rcon` may send; empty allows nothing. */
    readonly rconCommands: readonly string[];
    /** IANA name: in it dates are read and written. */
    readonly timezone: string;
    /** BattleMetrics' user who owns the token; reserved slots name it. */
    readonly tokenUserId?: string;
  };
  readonly banPresets: readonly BanPreset[];
  /** What somebody may do at this moment; undefined for who is no member of the guild. */
  readonly levelOf: (userId: string) => Promise<AccessLevel | undefined>;
  /** Whether BattleMetrics says that the token lacks a scope. Default: it does not say. */
  readonly lacksScope?: (scope: string) => Promise<boolean>;
  /** Whether this process still is the one that writes. */
  readonly mayWrite?: () => Promise<boolean>;
  readonly now: () => number;
  readonly log: Logger;
  /** For tests: waits before each look after an ambiguous failure, and before each new post, milliseconds. */
  readonly lookDelaysMs?: readonly number[];
  readonly auditRetryDelaysMs?: readonly number[];
}

/** Everything that changes something at BattleMetrics in the name of a moderator. */
export interface Moderation extends Questions, People, Bans {
  readonly players: PlayerFinder;
  readonly servers: ServerFinder;
  readonly flags: Flags;
  readonly watches: ByItself['watches'];
  readonly expiries: ByItself['expiries'];
  readonly records: Records;
  /** Does what moderation does by itself, as far as it is due now. Never rejects; two at a time are one. */
  round(): Promise<void>;
  /** Finds out in the background what became of what an earlier process left, and posts what is owed. */
  start(): Promise<void>;
  /** Ends all waiting; what is not known yet stays `sending` and is found at the next start. */
  stop(): Promise<void>;
}

/**
 * What is on the wire when the bot stops gets that long to be recorded, beside what the commands in flight and the
 * transport get; later it is looked for at the next start.
 */
const STOP_WITHIN_MS = 1_000;

export function createModeration(options: ModerationOptions): Moderation {
  const { battlemetrics, store, posts, config, now, log } = options;
  const actions = recordingExpiries(store.actions, store.flagExpiries);
  const { organizationId, serverIds } = config;
  const { lookDelaysMs, auditRetryDelaysMs } = options;
  const audit = createAudit({
    actions,
    posts,
    channelId: config.auditChannelId,
    log,
    ...(auditRetryDelaysMs === undefined ? {} : { retryDelaysMs: auditRetryDelaysMs }),
  });
  const writing = {
    battlemetrics,
    organizationId,
    ...(config.tokenUserId === undefined ? {} : { tokenUserId: config.tokenUserId }),
    now,
  };
  const carryOut = createCarryOut({
    ...writing,
    actions,
    audit,
    log,
    ...(lookDelaysMs === undefined ? {} : { lookDelaysMs }),
  });
  const players = createPlayerFinder({ battlemetrics, organizationId, serverIds });
  const servers = createServerFinder({ battlemetrics, organizationId, serverIds });
  const bans = createBanFinder({ battlemetrics, organizationId, now });
  const underWay = new Set<Promise<unknown>>();

  /** Remembers work until it ends, for `stop` gives it a moment. */
  const keep = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    const forget = () => underWay.delete(work);
    work.then(forget, forget);
    return work;
  };

  const claims = createClaims({ actions, carryOut, keep, now, log });
  const questions = createQuestions({
    actions,
    claims,
    audit,
    look: carryOut.lookAgain,
    mustBeAsLeft: (action, call) => refuseChanged(action, writing, call),
    mustBeUpToDate: (action, call) => refuseOutdated(action, actions, writing, call),
    permanentBansNeedApproval: config.permanentBansNeedApproval,
    levelOf: options.levelOf,
    lacksScope: options.lacksScope ?? (async () => false),
    now,
  });

  const flags = createFlags({
    battlemetrics,
    organizationId,
    players,
    expiries: store.flagExpiries,
    timezone: config.timezone,
    now,
  });
  const { watches, expiries, background } = createByItself({
    battlemetrics,
    organizationId,
    store,
    actions,
    posts,
    auditChannelId: config.auditChannelId,
    players,
    servers,
    flags,
    carryOut: (draft, call) => claims.follow(draft, call, {}),
    sweep: audit.sweep,
    mayWrite: options.mayWrite ?? (async () => true),
    now,
    log,
  });

  return {
    players,
    servers,
    flags,
    ...createBans({
      battlemetrics,
      actions,
      questions,
      players,
      servers,
      bans,
      flags,
      config,
      presets: options.banPresets,
      now,
    }),
    ...createPeople({ battlemetrics, store, config, players, servers, bans, flags, now }),
    watches,
    expiries,
    round: background.round,
    records: createRecords({ actions, timezone: config.timezone, now }),

    ...questions,

    async start() {
      await actions.lapse();
      const left = (await actions.inState('sending')).filter(({ id }) => !claims.isRunning(id));
      if (left.length > 0) {
        log.warn(
          { actions: left.map(({ id }) => id) },
          'an earlier process left actions open; looking for them',
        );
      }
      for (const action of left) {
        keep(carryOut.resume(action)).catch((error: unknown) => {
          log.error({ err: error, actionId: action.id }, 'an open action could not be finished');
        });
      }
      void keep(audit.catchUp());
      background.start();
    },

    async stop() {
      carryOut.stop();
      await Promise.all([background.stop(), settledWithin(underWay, STOP_WITHIN_MS)]);
      await settledWithin([audit.stop()], STOP_WITHIN_MS);
    },
  };
}

async function settledWithin(work: Iterable<Promise<unknown>>, ms: number): Promise<void> {
  const enough = new AbortController();
  const time = sleep(ms, enough.signal).catch(() => undefined);
  await Promise.race([Promise.allSettled(work), time]);
  enough.abort();
}
