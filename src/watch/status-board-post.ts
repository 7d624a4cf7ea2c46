import { createHash } from 'node:crypto';
import { PostError, type Posts } from '../message/posts.ts';
import { type StatusContent, statusBoardMarker, statusMessage } from '../render/status-board.ts';
import type { StatusBoard, StatusBoards } from '../store/status-boards.ts';

export interface StatusBoardPostOptions {
  readonly boards: StatusBoards;
  readonly posts: Posts;
  readonly now: () => number;
  /** Asked before each thing that is sent. */
  readonly maySend: () => Promise<boolean>;
}

/** Milliseconds between two edits of one board. */
const EDIT_GAP_MS = 60_000;
/** How far Discord's clock, which its messages carry, may be behind ours. */
const CLOCK_SKEW_MS = 15 * 60_000;

/**
 * Makes the message of a board show what it should: edits it where that changed, sends it where it is missing. What an
 * earlier process or attempt may have sent is looked for first.
 * @param asked an admin waits for it: then Discord is told even what it should know, for the message may be deleted
 * @throws PostError
 */
export async function showStatus(
  board: StatusBoard,
  content: StatusContent,
  asked: boolean,
  options: StatusBoardPostOptions,
): Promise<void> {
  const { boards, posts, now, maySend } = options;
  const { channelId, messageId, editedAt } = board;
  const shown = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  if (messageId === null) return sendNew(board, content, shown, options);
  // The clock may have been put back since.
  const waits = editedAt !== null && Math.abs(now() - editedAt) < EDIT_GAP_MS;
  if (!asked && (shown === board.shown || waits)) return undefined;
  if (!(await maySend())) return undefined;
  const message = statusMessage(content, { marker: statusBoardMarker(board), changedAt: now() });
  try {
    await posts.edit(channelId, messageId, message);
  } catch (error) {
    if (!(error instanceof PostError && error.failure === 'gone' && error.messageGone)) throw error;
    // In this order: after a crash in between, the next edit finds out anew that the message is gone.
    const renewed = await boards.renew(channelId);
    await boards.lost(channelId);
    if (renewed !== undefined) await send(renewed, content, shown, options, false);
    return undefined;
  }
  await boards.shows(channelId, { messageId, shown });
}

async function sendNew(
  board: StatusBoard,
  content: StatusContent,
  shown: string,
  options: StatusBoardPostOptions,
): Promise<void> {
  const { boards, posts, now, maySend } = options;
  const { channelId } = board;
  if (!(await maySend())) return;
  if (board.generation === 0) {
    const renewed = await boards.renew(channelId);
    if (renewed !== undefined) await send(renewed, content, shown, options, false);
    return;
  }
  const sent = await findSent(board, posts);
  if (sent === undefined) {
    await send(board, content, shown, options, true);
    return;
  }
  await posts.edit(
    channelId,
    sent,
    statusMessage(content, { marker: statusBoardMarker(board), changedAt: now() }),
  );
  await boards.shows(channelId, { messageId: sent, shown });
}

/** @param again whether this generation's message may have been sent before */
async function send(
  board: StatusBoard,
  content: StatusContent,
  shown: string,
  { boards, posts, now, maySend }: StatusBoardPostOptions,
  again: boolean,
): Promise<void> {
  if (!(await maySend())) return;
  const { channelId } = board;
  const message = statusMessage(content, { marker: statusBoardMarker(board), changedAt: now() });
  const messageId = await posts.send(channelId, message, nonceOf(board));
  // Discord answers a nonce that it knows with the message that is there, which may show an earlier state.
  if (again) await posts.edit(channelId, messageId, message);
  await boards.shows(channelId, { messageId, shown });
}

/** The message of this generation, if it is in the channel; undefined too where the bot may not read there. */
async function findSent(board: StatusBoard, posts: Posts): Promise<string | undefined> {
  const marker = statusBoardMarker(board);
  try {
    const own = await posts.own(board.channelId, (board.editedAt ?? board.createdAt) - CLOCK_SKEW_MS);
    return own.find(({ customIds }) => customIds.includes(marker))?.id;
  } catch (error) {
    if (error instanceof PostError && error.failure === 'forbidden') return undefined;
    throw error;
  }
}

/** The same for each attempt of a generation; another one for a board that was removed and made anew. */
function nonceOf({ channelId, createdAt, generation }: StatusBoard): string {
  const which = createHash('sha256').update(`${channelId} ${createdAt}`).digest('hex').slice(0, 14);
  return `sb-${generation.toString(36)}-${which}`.slice(0, 25);
}
