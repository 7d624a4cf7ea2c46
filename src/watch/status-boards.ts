import type { Logger } from 'pino';
import { PostError } from '../message/posts.ts';
import { UserError } from '../message/user-error.ts';
import type { StatusContent } from '../render/status-board.ts';
import type { StatusBoard } from '../store/status-boards.ts';
import { type StatusBoardPostOptions, showStatus } from './status-board-post.ts';

export interface StatusBoardKeeperOptions extends StatusBoardPostOptions {
  readonly log: Logger;
  /** Says something in the audit channel, however often it was said before. */
  readonly tellAdmins: (text: string) => Promise<void>;
}

/** Keeps the messages that show the servers current. */
export interface StatusBoardKeeper {
  /** @param content what it shows at once; undefined when nothing is known yet. @throws UserError */
  add(channelId: string, adminId: string, content: StatusContent | undefined): Promise<StatusBoard>;
  /** Brings all boards up to date, side by side. A board that fails is logged, and waits or rests. */
  update(content: StatusContent): Promise<void>;
}

const MOST_BOARDS = 10;
/** After Discord took no edit twice: it lets old messages be edited only so often. */
const BACK_OFF_MS = 10 * 60_000;

export function createStatusBoardKeeper(options: StatusBoardKeeperOptions): StatusBoardKeeper {
  const { boards, now, log, tellAdmins } = options;
  /** The work on each board, one after the other: two at once would send two messages. */
  const turns = new Map<string, Promise<void>>();
  /** Boards that Discord did not take lately. */
  const failing = new Map<
    string,
    { readonly times: number; readonly at: number; readonly waitsMs: number }
  >();

  const inTurn = (channelId: string, work: () => Promise<void>): Promise<void> => {
    const before = turns.get(channelId) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(work);
    turns.set(channelId, turn);
    return turn;
  };

  const show = (channelId: string, content: StatusContent, asked: boolean): Promise<void> =>
    inTurn(channelId, async () => {
      const board = await boards.get(channelId);
      if (board?.state !== 'active') return;
      await showStatus(board, content, asked, options);
      failing.delete(channelId);
    });

  const waits = (channelId: string): boolean => {
    const failed = failing.get(channelId);
    // The clock may have been put back since.
    return failed !== undefined && Math.abs(now() - failed.at) < failed.waitsMs;
  };

  const afterFailure = async (channelId: string, error: unknown): Promise<void> => {
    if (!(error instanceof PostError)) throw error;
    // A message that is gone is no reason to rest: the next look makes a new one.
    if ((error.failure === 'gone' && !error.messageGone) || error.failure === 'forbidden') {
      if (!(await boards.rest(channelId, error.message))) return;
      log.warn({ err: error, channelId }, 'A status board rests, for its channel is out of reach');
      await tellAdmins(
        `The server board in <#${channelId}> rests from now on. ${error.message}. Mend that, then \`/board servers\` wakes it; \`/board remove\` lets it go.`,
      );
      return;
    }
    const times = (failing.get(channelId)?.times ?? 0) + 1;
    // Discord not answering once is mended by the next look.
    const waitsMs = error.failure === 'refused' || times > 1 ? BACK_OFF_MS : 0;
    failing.set(channelId, { times, at: now(), waitsMs });
    log.warn({ err: error, channelId, waitsMs }, 'A status board could not be shown; trying again later');
  };

  return {
    async add(channelId, adminId, content) {
      const all = await boards.all();
      const isNew = !all.some((board) => board.channelId === channelId);
      if (isNew && all.length >= MOST_BOARDS) {
        throw new UserError(
          'status-boards-too-many',
          `There are ${MOST_BOARDS} server boards already, which is the most. Remove one first: \`/board remove\`.`,
        );
      }
      const board = await boards.add(channelId, adminId);
      if (content === undefined) return board;
      try {
        await show(channelId, content, true);
      } catch (error) {
        if (!(error instanceof PostError)) throw error;
        if (error.failure === 'unavailable') await afterFailure(channelId, error);
        else {
          if (isNew) await boards.remove(channelId);
          else await boards.rest(channelId, error.message);
          throw new UserError(
            'status-board-refused',
            `The board could not be posted in <#${channelId}>. ${error.message}. Mend that, then use \`/board servers\` again.`,
          );
        }
      }
      return (await boards.get(channelId)) ?? board;
    },

    async update(content) {
      const all = await boards.all();
      const due = all.filter(({ channelId, state }) => state === 'active' && !waits(channelId));
      await Promise.all(
        due.map(async ({ channelId }) => {
          try {
            await show(channelId, content, false).catch((error: unknown) => afterFailure(channelId, error));
          } catch (error) {
            log.error({ err: error, channelId }, 'A status board could not be kept current');
          }
        }),
      );
    },
  };
}
