import { UserError } from '../../message/user-error.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ActionFilter, ModerationActions } from '../../store/moderation-actions.ts';
import type { ActionKind } from '../../store/moderation-request.ts';
import { isSteamId } from '../bans/ban-rules.ts';
import { parseMoment } from '../moments.ts';
import { auditCsv } from './audit-csv.ts';

/** What is looked for, as typed; all that is given must fit. */
export interface RecordQuery {
  readonly moderatorId?: string | undefined;
  /** A BattleMetrics player id, a Steam ID, or a part of a name. */
  readonly player?: string | undefined;
  readonly kinds?: readonly ActionKind[] | undefined;
  /** As `parseMoment` reads it. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface RecordPage {
  /** The latest first. */
  readonly actions: readonly ModerationAction[];
  /** From 0; the last one when there are fewer than was asked for. */
  readonly page: number;
  /** 1 at least. */
  readonly pages: number;
  readonly total: number;
}

/** Reads the record of what was done. Nothing changes it but the actions themselves. */
export interface Records {
  /** @throws UserError when a time can't be read, or `from` is after `until`. */
  search(query: RecordQuery, page: number): Promise<RecordPage>;
  /** Everything that fits as a CSV file. @throws UserError as `search`, or when it is too much for one file. */
  csv(
    query: RecordQuery,
  ): Promise<{ readonly fileName: string; readonly data: Buffer; readonly rows: number }>;
}

interface RecordOptions {
  readonly actions: Pick<ModerationActions, 'search' | 'count'>;
  readonly timezone: string;
  readonly now: () => number;
}

const PAGE_SIZE = 10;
/** Some 10 MB, the most that Discord takes. */
const MOST_ROWS = 20_000;
/** Read at once, so that others get their turn in between. */
const CHUNK = 500;

export function createRecords({ actions, timezone, now }: RecordOptions): Records {
  const toFilter = ({ moderatorId, player, kinds, from, until }: RecordQuery): ActionFilter => {
    const options = { timezone, now: now() };
    const since = from === undefined ? undefined : parseMoment(from, 'from', options);
    const before = until === undefined ? undefined : parseMoment(until, 'until', options);
    if (since !== undefined && before !== undefined && since > before) {
      throw new UserError('moments-reversed', '`from` is after `until`, so nothing can be in between.');
    }
    const asked = player?.trim();
    return {
      ...(moderatorId === undefined ? {} : { moderatorId }),
      ...(asked === undefined || asked === '' ? {} : { player: isSteamId(asked) ? `steam:${asked}` : asked }),
      ...(kinds === undefined ? {} : { kinds }),
      ...(since === undefined ? {} : { from: since }),
      ...(before === undefined ? {} : { until: before }),
    };
  };

  return {
    async search(query, wanted) {
      const filter = toFilter(query);
      const total = await actions.count(filter);
      const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
      const page = Math.min(Math.max(0, wanted), pages - 1);
      return { actions: await actions.search(filter, PAGE_SIZE, page * PAGE_SIZE), page, pages, total };
    },

    async csv(query) {
      const filter = toFilter(query);
      const total = await actions.count(filter);
      if (total > MOST_ROWS) {
        throw new UserError(
          'records-too-many',
          `That is more than one file takes: ${total} actions, ${MOST_ROWS} at most. Narrow it down with \`from\` and \`until\`.`,
        );
      }
      // What comes in meanwhile moves the pages, so some is read twice.
      const byId = new Map<string, ModerationAction>();
      for (let at = 0; ; at += CHUNK) {
        const chunk = await actions.search(filter, CHUNK, at);
        for (const action of chunk) byId.set(action.id, action);
        if (chunk.length < CHUNK) break;
      }
      const found = [...byId.values()];
      const day = new Date(now()).toISOString().slice(0, 10);
      return { fileName: `audit-${day}.csv`, data: Buffer.from(auditCsv(found)), rows: found.length };
    },
  };
}
