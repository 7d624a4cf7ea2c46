import { createHash } from 'node:crypto';
import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import type { BanImportPreview } from '../../render/moderation/views.ts';
import type { Moderator } from '../../store/moderation-action.ts';
import { type BanImportEntry, type BanImportRequest, NOBODY } from '../../store/moderation-request.ts';
import type { Order } from '../actions/order.ts';
import type { Questions } from '../actions/questions.ts';
import { withScope } from '../lacking-scope.ts';
import type { ServerFinder } from '../servers/server-finder.ts';
import { fillNote, fillReason } from './ban-rules.ts';
import { readScope, type ScopeInput } from './ban-scope.ts';
import { parseDuration } from './durations.ts';
import type { ListEnd, ListEntry, ListProblem } from './import/list-entry.ts';
import { readList } from './import/read-list.ts';

export interface ImportOptions extends ScopeInput {
  /** For entries that have none. */
  readonly reason?: string | undefined;
  readonly duration?: string | undefined;
}

/** Bans from a file. */
export interface BanImports {
  /**
   * Reads a list and writes the draft of its import: everybody on it who is not banned yet. Nothing is sent.
   * @throws UserError when it is no list, too long, or nobody is left.
   */
  preview(
    file: { readonly name: string; readonly text: string },
    options: ImportOptions,
    order: Order,
  ): Promise<BanImportPreview>;
}

interface ImportsOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  readonly servers: ServerFinder;
  readonly banListId?: string | undefined;
  readonly questions: Pick<Questions, 'ask'>;
  readonly now: () => number;
}

const MOST_ENTRIES = 1_000;
const UID_LENGTH = 12;
const LONGEST_NOTE = 2_000;

export function createBanImports(options: ImportsOptions): BanImports {
  const { battlemetrics, organizationId, servers, banListId, questions, now } = options;

  /** Type and value of every identifier that is banned now, and every uid that was ever given. */
  const bannedNow = async (call: Call): Promise<ReadonlySet<string>> => {
    const banned = new Set<string>();
    const query = { filter: { organization: organizationId, expired: false }, page: { size: 100 } };
    for await (const { attributes } of battlemetrics.bans.list.all(query, call)) {
      if (attributes.uid !== null) banned.add(attributes.uid);
      for (const { type, identifier } of attributes.identifiers) {
        if (type !== undefined && identifier !== undefined) banned.add(keyOf({ type, identifier }));
      }
    }
    return banned;
  };

  return {
    async preview({ name, text }, input, order) {
      const defaults = defaultsOf(input, order.moderator);
      const { format, entries: listed, problems: unread } = readList(text);
      if (listed.length > MOST_ENTRIES) {
        throw new UserError(
          'import-too-long',
          `That list has ${listed.length} entries, and one import takes ${MOST_ENTRIES}. Split the file, and import the parts one after the other.`,
        );
      }
      const [scope, banned] = await Promise.all([
        readScope(input, { servers, banListId }, order.call),
        withScope('ban:read', 'read bans', () => bannedNow(order.call)),
      ]);
      const entries: BanImportEntry[] = [];
      const problems: ListProblem[] = [...unread];
      const seen = new Set<string>();
      let alreadyBanned = 0;
      let repeated = 0;
      for (const one of listed) {
        const key = keyOf(one);
        if (seen.has(key)) {
          repeated += 1;
          continue;
        }
        seen.add(key);
        const entry = toEntry(one, defaults, { moderator: order.moderator, organizationId, now: now() });
        if (typeof entry === 'string') problems.push({ line: one.line, problem: entry });
        else if (banned.has(key) || banned.has(entry.uid)) alreadyBanned += 1;
        else entries.push(entry);
      }
      problems.sort((a, b) => a.line - b.line);
      if (entries.length === 0) throw nobodyLeft({ problems, alreadyBanned });
      const request: BanImportRequest = {
        kind: 'ban-import',
        subject: NOBODY,
        fileName: name,
        scope,
        entries,
      };
      const { action, rivals } = await questions.ask(request, order);
      return { action, rivals, format, problems, alreadyBanned, repeated };
    },
  };
}

interface Defaults {
  readonly reason: string | undefined;
  readonly end: { readonly ms: number | null } | undefined;
}

function defaultsOf({ reason, duration }: ImportOptions, moderator: Moderator): Defaults {
  return {
    reason: reason === undefined ? undefined : fillReason(reason, moderator),
    end: duration === undefined ? undefined : { ms: parseDuration(duration) },
  };
}

/** @returns a text that says what is wrong with the entry */
function toEntry(
  entry: ListEntry,
  defaults: Defaults,
  about: { readonly moderator: Moderator; readonly organizationId: string; readonly now: number },
): BanImportEntry | string {
  const { type, identifier, note } = entry;
  const { moderator, organizationId, now } = about;
  const typed = entry.reason ?? defaults.reason;
  if (typed === undefined) return 'has no reason: give one for such entries with `reason`';
  try {
    const reason = fillReason(typed, moderator);
    const expires = endOf(entry.end, defaults, now);
    if (expires === undefined) return 'does not say for how long: give a `duration` for such entries';
    if (expires !== null && expires <= now) return 'is over already';
    if ((note?.length ?? 0) > LONGEST_NOTE) return `has a note of more than ${LONGEST_NOTE} characters`;
    return {
      uid: uidOf(organizationId, { type, identifier, reason }),
      identifiers: [{ type, identifier, manual: true }],
      reason,
      note: fillNote({ note }, moderator),
      expires,
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `cannot be taken: ${error.message}`;
  }
}

/** Epoch milliseconds; null is never, undefined not said. @throws UserError for a duration that is none */
function endOf(end: ListEnd | undefined, defaults: Defaults, now: number): number | null | undefined {
  if (end === undefined) {
    return defaults.end === undefined ? undefined : after(defaults.end.ms, now);
  }
  if (end.kind === 'never') return null;
  return end.kind === 'at' ? end.time : after(parseDuration(end.text), now);
}

function after(ms: number | null, now: number): number | null {
  return ms === null ? null : now + ms;
}

/** From what is banned, so that the same file imported twice can make no second ban. */
function uidOf(organizationId: string, ban: { type: string; identifier: string; reason: string }): string {
  return createHash('sha256')
    .update(JSON.stringify([organizationId, ban.type, ban.identifier, ban.reason]))
    .digest('base64url')
    .replaceAll(/[-_]/gu, 'x')
    .slice(0, UID_LENGTH);
}

function keyOf({ type, identifier }: { readonly type: string; readonly identifier: string }): string {
  return `${type}:${identifier.toLowerCase()}`;
}

function nobodyLeft(read: {
  readonly problems: readonly ListProblem[];
  readonly alreadyBanned: number;
}): UserError {
  const first = read.problems
    .slice(0, 5)
    .map(({ line, problem }) => `• line ${line} ${problem}`)
    .join('\n');
  return new UserError(
    'import-nobody',
    read.alreadyBanned > 0 && first === ''
      ? `All ${read.alreadyBanned} on that list are banned already. Nothing is left to import.`
      : `Nobody on that list can be banned.${first === '' ? '' : `\n${first}`}`,
  );
}
