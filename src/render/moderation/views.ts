import type { ModerationAction } from '../../store/moderation-action.ts';
import type {
  BanEditRequest,
  BanImportRequest,
  BanRequest,
  Subject,
  UnbanRequest,
} from '../../store/moderation-request.ts';

/*
 * What moderation shows, as the domain hands it to the renderer. All names, reasons and notes are hostile text; times
 * are epoch milliseconds. Everything here is for moderators' ephemeral messages unless it says otherwise.
 */

/** A part of something shown that may have failed by itself. `error` is our own markdown, the words of others in it escaped. */
export type Part<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string };

/** What else is going on about the same person. */
export interface Rivals {
  /** Open drafts and proposals of other moderators. */
  readonly drafts: readonly ModerationAction[];
  /** What was sent before, by anybody, and may or may not have happened. */
  readonly unsettled: readonly ModerationAction[];
}

/** Private. */
export interface ShownIdentifier {
  readonly id: string;
  readonly type: string;
  /** Absent when the token may not see it. */
  readonly value?: string | undefined;
  readonly lastSeen?: number | undefined;
}

/** A ban as it is listed. */
export interface ShownBan {
  readonly id: string;
  readonly uid: string | null;
  readonly playerId: string | null;
  readonly player: string | undefined;
  /** With BattleMetrics' templates unfilled. */
  readonly reason: string;
  /** As text, without HTML. */
  readonly note: string | null;
  readonly madeAt: number | undefined;
  /** Null is for good. */
  readonly expires: number | null;
  readonly orgWide: boolean;
  /** Of a ban on one server. */
  readonly server: string | undefined;
  /** Nickname at BattleMetrics: the owner of the token for bans that a bot made. */
  readonly author: string | undefined;
  /** The organization is exempted from it: the player may join. */
  readonly exempt: boolean;
}

/** One ban with everything that is known of it. */
export interface BanDetails extends ShownBan {
  readonly identifiers: readonly ShownIdentifier[];
  readonly exemptions: Part<readonly { readonly id: string; readonly reason: string | null }[]>;
  readonly banListId: string | undefined;
  /** What was done about it with this bot, the latest first. */
  readonly record: readonly ModerationAction[];
}

/** A page of the organization's bans. */
export interface BanListView {
  readonly bans: readonly ShownBan[];
  /** There are more than `bans` holds. */
  readonly more: boolean;
  readonly counts: {
    readonly active?: number | undefined;
    readonly expired?: number | undefined;
    readonly total?: number | undefined;
  };
}

/** Something that a moderator should know before banning. */
export type BanWarning =
  | { readonly kind: 'staff'; readonly flags: readonly string[] }
  /** Not on our servers for a year; undefined: never. */
  | { readonly kind: 'not-seen'; readonly lastSeen: number | undefined }
  /** A chosen identifier is of a type that several people can have. */
  | { readonly kind: 'shared-identifier'; readonly types: readonly string[] }
  /** No chosen identifier is of one person alone. */
  | { readonly kind: 'no-unique-identifier' }
  /** A part of the dry run could not be read. */
  | { readonly kind: 'unread'; readonly what: string; readonly error: string };

/** The dry run of a ban. */
export interface BanPreview {
  readonly action: ModerationAction<BanRequest>;
  /** All that BattleMetrics shows; `chosen` are hit. */
  readonly identifiers: readonly (ShownIdentifier & {
    readonly chosen: boolean;
    /** More than one person can have it: banning it hits strangers. */
    readonly shared: boolean;
  })[];
  /** The reason with its templates filled in, as a kicked player would read it; times in the community's zone. */
  readonly playersSee: string;
  /** Names of the servers that it would hold on; undefined when they could not be read (a warning says so). */
  readonly servers: readonly string[] | undefined;
  readonly activeBans: readonly ShownBan[];
  readonly moreBans: boolean;
  readonly warnings: readonly BanWarning[];
  readonly rivals: Rivals;
  /** A second moderator must approve it. */
  readonly needsApproval: boolean;
}

export interface UnbanPreview {
  readonly action: ModerationAction<UnbanRequest>;
  readonly ban: ShownBan;
  readonly rivals: Rivals;
}

export interface BanEditPreview {
  readonly action: ModerationAction<BanEditRequest>;
  readonly ban: ShownBan;
  readonly rivals: Rivals;
  readonly needsApproval: boolean;
}

/** What an import would do. */
export interface BanImportPreview {
  readonly action: ModerationAction<BanImportRequest>;
  readonly rivals: Rivals;
  /** How the file was read: `squad/Bans.cfg`, `CSV`. */
  readonly format: string;
  /** Lines that were left out, with what is wrong: `line` from 1. */
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
  /** Entries left out because an active ban has the same identifier. */
  readonly alreadyBanned: number;
  /** Entries left out because the file has the identifier twice. */
  readonly repeated: number;
}

export interface ShownNote {
  readonly id: string;
  /** As text, without HTML. */
  readonly text: string;
  readonly shared: boolean;
  readonly createdAt: number | undefined;
  readonly author: string | undefined;
}

export interface NoteListView {
  readonly subject: Subject & { readonly playerId: string };
  /** The latest first. */
  readonly notes: readonly ShownNote[];
}

export interface ShownFlag {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** Undefined when BattleMetrics does not say. */
  readonly addedAt: number | undefined;
  /** When the bot removes it or asks about it. */
  readonly expiresAt: number | undefined;
}

/** Another player who shares an identifier: a hint, no proof. */
export interface RelatedPlayer {
  readonly id: string;
  readonly name: string;
  /** Types of the identifiers that both have, each once. */
  readonly types: readonly string[];
}

export interface TimeOnOurServers {
  readonly seconds: number;
  readonly firstSeen: number | undefined;
  readonly lastSeen: number | undefined;
  /** Names of our servers that the player is on now. */
  readonly onlineOn: readonly string[];
  readonly servers: number;
}

export interface CurrentSession {
  readonly server: string;
  readonly since: number;
}

/** Everything about one player that helps a moderator; each part fails by itself. */
export interface PlayerCard {
  readonly id: string;
  readonly name: string;
  readonly identifiers: Part<readonly ShownIdentifier[]>;
  readonly flags: Part<readonly ShownFlag[]>;
  readonly notes: Part<readonly ShownNote[]>;
  readonly bans: Part<{ readonly active: readonly ShownBan[]; readonly past: readonly ShownBan[] }>;
  readonly time: Part<TimeOnOurServers>;
  readonly session: Part<CurrentSession | undefined>;
  readonly related: Part<{
    readonly players: readonly RelatedPlayer[];
    /** Types whose identifier too many share for it to mean anything. */
    readonly common: readonly string[];
  }>;
  /** What was done with this bot, the latest first. */
  readonly record: readonly ModerationAction[];
  readonly watched: boolean;
}

export interface ShownSlot {
  /** UUID. */
  readonly id: string;
  readonly playerId: string | null;
  readonly player: string | undefined;
  readonly servers: readonly string[];
  readonly createdAt: number | undefined;
  /** Null is for good. */
  readonly expires: number | null;
}

export interface ShownFlagDefinition {
  readonly id: string;
  readonly name: string;
  readonly color: string | null;
  readonly description: string | null;
  readonly icon: string | null;
  /** Of another organization that shares it: it can be put on players, not changed. */
  readonly foreign: boolean;
}
