import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
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
import { keyOf, readHeldBans } from './import/held-bans.ts';
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
/** In a refusal, so that it stays readable. */
const MOST_PROBLEMS = 5;
const LONGEST_NOTE = 2_000;

export function createBanImports(options: ImportsOptions): BanImports {
  const { servers, banListId, questions, now } = options;

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
      const scope = await readScope(input, { servers, banListId }, order.call);
      const held = await withScope('ban:read', 'read bans', () => readHeldBans(scope, options, order.call));
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
        const entry = held.covers(one)
          ? undefined
          : toEntry(one, defaults, { moderator: order.moderator, uid: held.uidOf(one), now: now() });
        if (typeof entry === 'string') {
          problems.push({ line: one.line, problem: entry });
          continue;
        }
        seen.add(key);
        if (entry === undefined) alreadyBanned += 1;
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
  about: { readonly moderator: Moderator; readonly uid: string; readonly now: number },
): BanImportEntry | string {
  const { type, identifier, note } = entry;
  const { moderator, uid, now } = about;
  const typed = entry.reason ?? defaults.reason;
  if (typed === undefined) return 'has no reason: give one for such entries with `reason`';
  try {
    const reason = fillReason(typed, moderator);
    const expires = endOf(entry.end, defaults, now);
    if (expires === undefined) return 'does not say for how long: give a `duration` for such entries';
    if (expires !== null && expires <= now) return 'is over already';
    if ((note?.length ?? 0) > LONGEST_NOTE) return `has a note of more than ${LONGEST_NOTE} characters`;
    return {
      uid,
      identifiers: [{ type, identifier, manual: true }],
      reason,
      note: fillNote({ note }, moderator),
      expires,
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `cannot be taken: ${firstSentence(error.message)}`;
  }
}

/** Epoch milliseconds; null is never, undefined not said. @throws UserError for a duration that is none */
function endOf(end: ListEnd | undefined, defaults: Defaults, now: number): number | null | undefined {
  if (end === undefined) {
    return defaults.end === undefined ? undefined : after(defaults.end.ms, now);
  }
  switch (end.kind) {
    case 'never':
      return null;
    case 'at':
      return end.time;
    case 'after':
      return after(end.ms, now);
    case 'duration':
      return after(parseDuration(end.text), now);
  }
}

function after(ms: number | null, now: number): number | null {
  return ms === null ? null : now + ms;
}

/** Without its full stop; what to do about it is for one who types, not for a line of a file. */
function firstSentence(text: string): string {
  return text.split(/[.:](?= |$)/u, 1)[0] ?? text;
}

function nobodyLeft(read: {
  readonly problems: readonly ListProblem[];
  readonly alreadyBanned: number;
}): UserError {
  const { problems, alreadyBanned } = read;
  const lines = problems.slice(0, MOST_PROBLEMS).map(({ line, problem }) => `• line ${line} ${problem}`);
  const more = problems.length > MOST_PROBLEMS ? [`• and ${problems.length - MOST_PROBLEMS} more`] : [];
  const already = alreadyBanned > 0 ? [`${alreadyBanned} on that list are banned already.`] : [];
  const rest = problems.length > 0 ? ['These cannot be banned:', ...lines, ...more] : [];
  if (already.length + rest.length === 0) {
    return new UserError('import-nobody', 'There is nobody on that list. Nothing was imported.');
  }
  return new UserError('import-nobody', ['Nobody is left to import.', ...already, ...rest].join('\n'));
}
