import type { Logger } from 'pino';
import type { ApiError } from '../../http/errors.ts';
import { type Channel, parseChannel } from './channels.ts';
import { type After, Connection } from './connection.ts';
import type { IncomingFrame, OutgoingFrame } from './frames.ts';
import { Inbox } from './inbox.ts';
import type { RealtimeMessage } from './messages.ts';
import type { ReaderOptions, Realtime, RealtimeOptions } from './realtime.ts';
import { RecentIds } from './recent-ids.ts';
import { reconnectDelay } from './reconnect-delay.ts';

const REALTIME_URL = new URL('wss://ws.battlemetrics.com');

/** Clients in use ask for what they missed when it is that much at most; milliseconds. */
const REPLAY_WITHIN_MS = 5 * 60_000;
/** A connection that lasted that long was a good one: the next failure is a first one again. */
const GOOD_AFTER_MS = 60_000;
const DEFAULT_BUFFER = 1_000;
/** More than a replay of some minutes brings. */
const KEPT_IDS = 10_000;

/** What a frame of ours asked for, until it is answered. */
type Asked =
  | { readonly for: 'join'; readonly channel: Channel }
  | { readonly for: 'replay'; readonly since: number };

/** Outlives its connections: knows what is joined, what came last, and who reads. */
export class Session implements Realtime {
  readonly #options: RealtimeOptions;
  readonly #after: After;
  readonly #log: Logger;
  readonly #channels = new Set<Channel>();
  /** Those of `#channels` that were joined on a connection, be it this one or an earlier one. */
  readonly #joined = new Set<Channel>();
  readonly #inboxes = new Set<Inbox>();
  readonly #seen = new RecentIds(KEPT_IDS);
  #asked = new Map<string, Asked>();
  #connection: Connection | undefined;
  #cancelReconnect: (() => void) | undefined;
  /** The id of the newest message. */
  #newest: string | undefined;
  /** The id of the newest message before which none is missing. */
  #complete: string | undefined;
  /** When the connection was last known to work; undefined while it does, and before the first. */
  #lostAt: number | undefined;
  /** Since when messages are missing for good; told as soon as none can be missed any more. */
  #missing: number | undefined;
  #failures = 0;
  #over = false;
  #error: ApiError | undefined;

  constructor(options: RealtimeOptions) {
    this.#options = options;
    this.#after = options.after ?? afterByNode;
    this.#log = options.log;
  }

  join(channel: Channel): void {
    if (parseChannel(channel) === undefined) throw new TypeError('not a channel of a server');
    if (this.#over || this.#channels.has(channel)) return;
    this.#channels.add(channel);
    if (this.#connection?.readyAt !== undefined) this.#sendJoin(channel);
    else if (this.#connection === undefined && this.#cancelReconnect === undefined) this.#connect();
  }

  leave(channel: Channel): void {
    if (!this.#channels.delete(channel)) return;
    this.#joined.delete(channel);
    this.#send({ t: 'leave', p: [channel] });
  }

  messages({ signal, buffer = DEFAULT_BUFFER }: ReaderOptions = {}): Inbox {
    const onAbort = (): void => inbox.end();
    const inbox = new Inbox(buffer, () => {
      this.#inboxes.delete(inbox);
      signal?.removeEventListener('abort', onAbort);
    });
    if (this.#over || signal?.aborted === true) {
      inbox.end(this.#error);
    } else {
      this.#inboxes.add(inbox);
      signal?.addEventListener('abort', onAbort, { once: true });
    }
    return inbox;
  }

  close(): void {
    this.#end(undefined);
  }

  #connect(): void {
    const { url = REALTIME_URL, token, now } = this.#options;
    this.#cancelReconnect = undefined;
    this.#asked = new Map();
    this.#connection = new Connection({
      url,
      token,
      now,
      after: this.#after,
      log: this.#log,
      onReady: () => this.#begin(),
      onFrame: (frame) => this.#receive(frame),
      onEnd: (error) => this.#lose(error),
    });
  }

  /** Joins what is to be joined, and sees to what was missed. */
  #begin(): void {
    const { activityTypes, now } = this.#options;
    if (activityTypes !== undefined) {
      const filter = { tagTypeMode: 'and', tags: {}, types: { whitelist: activityTypes } } as const;
      this.#send({ t: 'filter', p: { type: 'ACTIVITY', filter } });
    }
    const before = [...this.#joined];
    for (const channel of this.#channels) this.#sendJoin(channel);
    if (this.#lostAt === undefined) return;
    const since = this.#lostAt;
    this.#lostAt = undefined;
    this.#log.info({ since }, 'the real-time connection to BattleMetrics is back');
    if (before.length === 0) return;
    const start = this.#complete;
    if (start === undefined || now() - since > REPLAY_WITHIN_MS) this.#miss(since);
    else this.#send({ t: 'replay', p: { channels: before, start } }, { for: 'replay', since });
  }

  /** What was published since then cannot be had. */
  #miss(since: number): void {
    this.#complete = this.#newest;
    this.#missing ??= since;
    this.#tellGap();
  }

  /** Not before all channels are joined: who asks for the state before that would miss what happens in between. */
  #tellGap(): void {
    const since = this.#missing;
    if (since === undefined || [...this.#asked.values()].some((asked) => asked.for === 'join')) return;
    this.#missing = undefined;
    this.#tell({ kind: 'gap', reason: 'disconnected', since });
  }

  get #replay() {
    return [...this.#asked.values()].find((asked) => asked.for === 'replay');
  }

  #sendJoin(channel: Channel): void {
    // One by one, so that a refusal is of one channel.
    this.#send({ t: 'join', p: [channel] }, { for: 'join', channel });
    this.#joined.add(channel);
  }

  #send(frame: OutgoingFrame, asked?: Asked): void {
    if (this.#connection?.readyAt === undefined) return;
    const i = this.#connection.send(frame);
    if (asked !== undefined) this.#asked.set(i, asked);
  }

  #receive(frame: IncomingFrame): void {
    if (frame.kind === 'data') {
      if (frame.i !== undefined) {
        if (!this.#seen.add(frame.i)) return;
        this.#newest = frame.i;
        // New messages may overtake the missed ones.
        if (this.#replay === undefined) this.#complete = frame.i;
      }
      this.#tell(frame.data);
      return;
    }
    const asked = this.#asked.get(frame.i ?? '');
    this.#asked.delete(frame.i ?? '');
    if (frame.kind === 'error') this.#refuse(asked, frame.said.text);
    else if (asked?.for === 'replay') this.#complete = this.#newest;
    this.#tellGap();
  }

  #refuse(asked: Asked | undefined, apiMessage: string | undefined): void {
    this.#log.warn({ apiMessage, asked }, 'the real-time connection to BattleMetrics refused something');
    if (asked?.for === 'join') {
      this.#joined.delete(asked.channel);
      this.#tell({ kind: 'refused', channel: asked.channel, apiMessage });
    } else if (asked?.for === 'replay') {
      this.#miss(asked.since);
    }
  }

  #lose(error: ApiError): void {
    const { now, random = Math.random } = this.#options;
    const ended = this.#connection;
    this.#connection = undefined;
    if (!error.transient) {
      this.#log.error({ err: error }, 'the real-time connection to BattleMetrics does not come about');
      this.#end(error);
      return;
    }
    const { readyAt, heardAt } = ended ?? {};
    if (readyAt !== undefined) {
      this.#lostAt = this.#replay?.since ?? heardAt ?? readyAt;
      if (now() - readyAt >= GOOD_AFTER_MS) this.#failures = 0;
    }
    const inMs = reconnectDelay(this.#failures, random());
    this.#failures += 1;
    // Told once an outage: it is an extra, and all the rest goes on without it.
    const level = this.#failures === 1 ? 'warn' : 'debug';
    this.#log[level]({ err: error, inMs }, 'the real-time connection to BattleMetrics is gone; trying again');
    this.#cancelReconnect = this.#after(inMs, () => this.#connect());
  }

  #tell(message: RealtimeMessage): void {
    for (const inbox of this.#inboxes) inbox.push(message);
  }

  #end(error: ApiError | undefined): void {
    if (this.#over) return;
    this.#over = true;
    this.#error = error;
    this.#cancelReconnect?.();
    this.#connection?.end();
    this.#connection = undefined;
    this.#channels.clear();
    this.#joined.clear();
    for (const inbox of [...this.#inboxes]) inbox.end(error);
  }
}

function afterByNode(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
