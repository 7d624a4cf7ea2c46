import type { Call } from '../http/call.ts';
import type { Message } from '../message/message.ts';
import type { BoardLinks } from '../render/board-links.ts';
import type { OwnPlace } from '../render/own-place.ts';
import type { Board, BoardId, BoardSpec } from '../store/board.ts';
import type { Exclusion, ExclusionReason } from '../store/exclusions.ts';
import type { Occurrence, Schedule } from '../store/schedule.ts';

/** What a person may say of a board; the rest is the board's own default. */
export interface BoardWish {
  readonly board: BoardId;
  readonly period?: string | undefined;
  readonly order?: string | undefined;
  readonly minimum?: number | undefined;
  readonly top?: number | undefined;
  /** Name or id of one server. */
  readonly server?: string | undefined;
}

/** What a person may say of a schedule. */
export interface ScheduleWish extends BoardWish {
  readonly kind: 'board' | 'digest';
  readonly channelId: string;
  readonly when: string;
  readonly timezone?: string | undefined;
  readonly mode?: 'edit' | 'post' | undefined;
  readonly pin?: boolean | undefined;
  readonly deletePrevious?: boolean | undefined;
  readonly mentionRoleId?: string | undefined;
}

/** What of a schedule is to change; what is undefined stays. */
export type ScheduleChange = { readonly [K in keyof ScheduleWish]?: ScheduleWish[K] | undefined } & {
  /** What it has and shall have no more: the role that is pinged, or the one server that is ranked. */
  readonly drop?: 'mention' | 'server' | undefined;
};

/** A schedule as it is listed: with what became of it last, and when the next post is due. */
export interface ListedSchedule {
  readonly schedule: Schedule;
  /** Epoch milliseconds; undefined while it rests. */
  readonly nextAt: number | undefined;
  readonly last: Occurrence | undefined;
}

/** The schedules, as admins handle them. Every fault of a wish is a UserError that says what to do. */
export interface ScheduleBook {
  list(): Promise<readonly ListedSchedule[]>;
  add(wish: ScheduleWish, adminId: string, call: Call): Promise<ListedSchedule>;
  /** Only what the wish names is changed. @throws UserError for one of the file, or an unknown id. */
  edit(id: string, wish: ScheduleChange, call: Call): Promise<ListedSchedule>;
  /** @throws UserError for one of the file, or an unknown id. */
  remove(id: string): Promise<Schedule>;
  /** Posts now, as if it were due; returns where the message stands. @throws UserError when it could not be posted. */
  run(id: string, call: Call): Promise<{ readonly channelId: string; readonly messageId: string }>;
  /** What the next post would show; nothing is sent or kept. */
  preview(id: string, call: Call): Promise<Message>;
}

export interface ExclusionBook {
  all(): Promise<readonly Exclusion[]>;
  /**
   * @param who a key of a board (`ucid:…`, `bm:…`), or a pilot's name; a UCID best with the pilot's name, for
   * DCSServerBot tells nobody's name by it. @throws UserError for an unknown or ambiguous name
   */
  add(
    who: string | { readonly key: string; readonly name: string },
    reason: ExclusionReason,
    adminId: string,
    call: Call,
  ): Promise<Exclusion>;
  remove(id: string): Promise<boolean>;
  /** The member's own wish to be on no board, or on them again. */
  optOut(member: { readonly id: string; readonly name: string }, wish: boolean): Promise<void>;
  isOptedOut(discordId: string): Promise<boolean>;
}

/** Leaderboards: read on demand, posted on schedule. */
export interface Leaderboards {
  readonly schedules: ScheduleBook;
  readonly exclusions: ExclusionBook;
  /** Completes a wish. @throws UserError where the board cannot be had here, or a value is none of its own. */
  specOf(wish: BoardWish, call: Call): Promise<BoardSpec>;
  /**
   * Reads a board. @param page from 0, of `spec.top` places each.
   * @throws UserError where the version of DCSServerBot cannot; ApiError, LimiterError.
   */
  read(spec: BoardSpec, call: Call, page?: number): Promise<Board>;
  /** Whether the API behind a board tells who a member is; false while it does not answer. Without a board: DCS. */
  tellsWho(call: Call, spec?: BoardSpec): Promise<boolean>;
  /** Where the buttons below a board lead that somebody asked for. */
  links(board: Board, call: Call): Promise<BoardLinks>;
  /** Where a member stands. */
  ownPlace(spec: BoardSpec, discordId: string, call: Call): Promise<OwnPlace>;
  /** Takes up what an earlier process left, and begins to post what is due. */
  start(): Promise<void>;
  /** Ends in time; what is not settled is taken up at the next start. */
  stop(): Promise<void>;
}
