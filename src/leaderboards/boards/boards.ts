import type { Logger } from 'pino';
import { ApiError } from '../../http/errors.ts';
import { boardOf } from '../../render/board-catalogue.ts';
import type { Store } from '../../store/store.ts';
import type { Leaderboards } from '../leaderboards.ts';
import { createPostContent } from '../posts/create-post-content.ts';
import type { PostContent } from '../posts/post-content.ts';
import { BanCheck } from './ban-check.ts';
import { linksOf } from './board-view-links.ts';
import { createExclusionBook } from './exclusion-book.ts';
import { ownPlace } from './own-place.ts';
import { PilotLookup } from './pilot-lookup.ts';
import { createOpenBoard, readBoard } from './read-board.ts';
import { type SpecOptions, specOf } from './spec-of.ts';

export interface BoardsOptions extends SpecOptions {
  readonly store: Pick<Store, 'exclusions' | 'boardViews' | 'snapshots' | 'attendance'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** All of the leaderboards but their schedules. */
export interface Boards
  extends Pick<Leaderboards, 'exclusions' | 'specOf' | 'read' | 'tellsWho' | 'links' | 'ownPlace'> {
  /** What schedules post. */
  readonly content: PostContent;
}

export function createBoards(options: BoardsOptions): Boards {
  const { dcs, battlemetrics, store, now, log } = options;
  const lookup = dcs && new PilotLookup(dcs, { now, log });
  const open = createOpenBoard({
    dcs: dcs && lookup && { api: dcs, lookup },
    battlemetrics: battlemetrics && {
      api: battlemetrics.api,
      bans: new BanCheck({
        battlemetrics: battlemetrics.api,
        organizationId: battlemetrics.organizationId,
        now,
        log,
      }),
    },
    exclusions: store.exclusions,
    now,
  });
  return {
    exclusions: createExclusionBook({
      dcs,
      battlemetrics: battlemetrics?.api,
      exclusions: store.exclusions,
      nameOf: (ucid) => lookup?.met(ucid)?.nick,
    }),
    content: createPostContent({
      dcs,
      open,
      accountOf: (ucid) => lookup?.met(ucid)?.discordId,
      isMet: (ucid) => lookup?.met(ucid) !== undefined,
      store,
      log,
    }),
    specOf: (wish, call) => specOf({ dcs, battlemetrics }, wish, call),
    read: (spec, call, page = 0) =>
      open(spec, call, (reading) => readBoard(reading, { from: page * spec.top, to: (page + 1) * spec.top })),
    async tellsWho(call, spec) {
      if (dcs === undefined || (spec !== undefined && boardOf(spec).api !== 'dcs')) return false;
      try {
        return (await dcs.version(call)) === 'current';
      } catch (error) {
        if (error instanceof ApiError && call.signal?.aborted !== true) return false;
        throw error;
      }
    },
    links: (board) => linksOf(board, store.boardViews),
    ownPlace: (spec, discordId, call) =>
      ownPlace({ dcs, exclusions: store.exclusions, open }, spec, discordId, call),
  };
}
