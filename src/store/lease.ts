import type { Kysely, Selectable } from 'kysely';
import type { Logger } from 'pino';
import { keepAlive } from './lease-heartbeat.ts';
import { isSurelyGone, ownIdentity, type ProcessIdentity } from './process-identity.ts';
import { randomKey } from './random-key.ts';
import type { Tables } from './schema.ts';
import { sleep } from './sleep.ts';

export interface LeaseOptions {
  /** Another process took the lease, or it could not be renewed for a TTL: shut down, and send nothing more. */
  readonly onLost: () => void;
  /** How long a holder that cannot be seen (another machine) may stay silent; milliseconds, default 20,000. */
  readonly ttlMs?: number;
  /** Milliseconds between two signs of life, well below the TTL; default 5,000. */
  readonly heartbeatMs?: number;
  /** Ends the wait for a silent holder. */
  readonly signal?: AbortSignal;
  /** This process; by default what the system says. */
  readonly identity?: ProcessIdentity;
}

/** The right to be the one process that works for this community. */
export interface Lease {
  /** When the holder before this one last gave a sign of life, epoch milliseconds; undefined on a new database. */
  readonly previousHeartbeat: number | undefined;
  /**
   * Whether this process still has it, as the database says at this moment. A process that was halted may not have
   * heard yet that another one took over.
   */
  isHeld(): Promise<boolean>;
  /** Gives the lease back, so that the next process need not wait. */
  release(): Promise<void>;
}

/** Another process holds the lease; the message is for the operator. */
export class LeaseHeldError extends Error {
  constructor(host: string, pid: number) {
    super(
      `Another Squawk works on this database already (process ${pid} on ${host}). Two would answer everything twice: stop that one first, or give this one its own DATABASE_URL.`,
    );
    this.name = 'LeaseHeldError';
  }
}

export interface LeaseDependencies {
  readonly db: Kysely<Tables>;
  readonly now: () => number;
  readonly log: Logger;
}

type LeaseRow = Selectable<Tables['lease']>;

const DEFAULT_TTL_MS = 20_000;
const DEFAULT_HEARTBEAT_MS = 5_000;

/** @throws LeaseHeldError; @throws the signal's reason when the wait is given up. */
export async function acquireLease(deps: LeaseDependencies, options: LeaseOptions): Promise<Lease> {
  const ttlMs = options.ttlMs ?? DEFAULT_TTL_MS;
  const identity = options.identity ?? ownIdentity();
  const holder = randomKey(16);
  const { previous, taken } = await take(deps, holder, identity, { ttlMs, signal: options.signal });
  if (!taken) throw new LeaseHeldError(previous?.host ?? 'this machine', previous?.pid ?? 0);
  const stop = keepAlive(deps, holder, {
    ttlMs,
    heartbeatMs: options.heartbeatMs ?? DEFAULT_HEARTBEAT_MS,
    onLost: options.onLost,
  });
  return {
    previousHeartbeat: previous?.renewed_at,
    async isHeld() {
      const row = await readLease(deps.db);
      return row?.holder === holder && row.released_at === null;
    },
    async release() {
      stop();
      const { db, now } = deps;
      const at = now();
      await db
        .updateTable('lease')
        .set({ renewed_at: at, released_at: at })
        .where('holder', '=', holder)
        .execute();
    },
  };
}

async function take(
  deps: LeaseDependencies,
  holder: string,
  identity: ProcessIdentity,
  wait: { readonly ttlMs: number; readonly signal: AbortSignal | undefined },
): Promise<{ readonly previous: LeaseRow | undefined; readonly taken: boolean }> {
  const { db, now, log } = deps;
  const previous = await readLease(db);
  const mine = {
    holder,
    pid: identity.pid,
    host: identity.host,
    space: identity.space,
    process_start: identity.start,
    acquired_at: now(),
    renewed_at: now(),
    released_at: null,
  };
  if (previous === undefined) {
    const inserted = await db
      .insertInto('lease')
      .values({ slot: 1, ...mine })
      .onConflict((conflict) => conflict.doNothing())
      .returning('holder')
      .executeTakeFirst();
    return inserted === undefined
      ? { previous: await readLease(db), taken: false }
      : { previous, taken: true };
  }
  let last = previous;
  if (previous.released_at === null && !isSurelyGone(identityOf(previous), identity)) {
    const sameMachine = previous.host === identity.host && previous.space === identity.space;
    // The clocks of two machines may differ, so another machine's holder is watched rather than computed.
    if (sameMachine && now() - previous.renewed_at < wait.ttlMs) return { previous, taken: false };
    log.warn(
      { host: previous.host, pid: previous.pid, waitMs: wait.ttlMs },
      'the database says that another Squawk holds it; watching whether that one still lives',
    );
    const watched = await watch(db, previous, wait.ttlMs, wait.signal);
    if (watched.alive) return { previous: watched.row, taken: false };
    last = watched.row;
    log.warn({ host: last.host, pid: last.pid }, 'it has ended or gave no sign of life; taking over');
  }
  // Only if nobody renewed or took it in the meantime.
  const updated = await db
    .updateTable('lease')
    .set({ ...mine, acquired_at: now(), renewed_at: now() })
    .where('holder', '=', last.holder)
    .where('renewed_at', '=', last.renewed_at)
    .returning('holder')
    .executeTakeFirst();
  return { previous: last, taken: updated !== undefined };
}

/** Looks at a silent holder until it renews, releases, is replaced, or a TTL has passed without any of these. */
async function watch(
  db: Kysely<Tables>,
  seen: LeaseRow,
  ttlMs: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly alive: boolean; readonly row: LeaseRow }> {
  const step = Math.max(1, Math.ceil(ttlMs / 20));
  for (let waited = 0; waited < ttlMs; waited += step) {
    await sleep(step, signal);
    const row = (await readLease(db)) ?? seen;
    if (row.released_at !== null) return { alive: false, row };
    if (row.holder !== seen.holder || row.renewed_at !== seen.renewed_at) return { alive: true, row };
  }
  return { alive: false, row: seen };
}

function readLease(db: Kysely<Tables>): Promise<LeaseRow | undefined> {
  return db.selectFrom('lease').selectAll().where('slot', '=', 1).executeTakeFirst();
}

function identityOf(row: LeaseRow): ProcessIdentity {
  return { pid: row.pid, host: row.host, space: row.space, start: row.process_start };
}
