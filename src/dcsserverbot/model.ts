/**
 * The domain model of DCSServerBot: one shape per question, whichever version of its RestAPI answered.
 * Times are epoch milliseconds unless they say otherwise; durations are seconds.
 */

/** The wire versions in use: the one that the project's document describes (mid 2025), and the one of August 2026. */
export type WireVersion = 'documented' | 'current';

/** What a number counts: kills of players alone, or of everything. */
export type KillMetric = 'pvp' | 'all';
/** The time that a number covers. */
export type Period = 'last-month' | 'all-time' | 'last-session';

export type DcsServerStatus =
  | 'running'
  | 'paused'
  | 'stopped'
  | 'loading'
  | 'shutdown'
  | 'shutting-down'
  | 'unregistered'
  | 'unknown';

export interface DcsMission {
  readonly name: string;
  readonly theatre: string;
  /** Seconds since the mission started; undefined if the server's word for it could not be read. */
  readonly uptimeSeconds?: number;
  /** The clock inside the mission, `2016-06-21 09:24:18`; as the server writes it if it could not be read. */
  readonly missionTime: string;
  readonly slots?: { readonly blue: number; readonly red: number };
  readonly slotsUsed?: { readonly blue: number; readonly red: number };
  /** Epoch milliseconds of the next planned restart. */
  readonly restartAt?: number;
}

export interface DcsServer {
  readonly name: string;
  readonly status: DcsServerStatus;
  /** The status in the server's own word, for one that this client does not know. */
  readonly statusText: string;
  readonly address: string;
  /** A secret: shown only where the operator switched that on. Empty if none is set. */
  readonly password: string;
  readonly mission?: DcsMission;
  /** Players on the server now, and places: from the server where it says so, else from the mission's slots. */
  readonly players?: number;
  readonly maxPlayers?: number;
}

/** A pilot as `/getuser` names one. Names are not unique. */
export interface Pilot {
  readonly nick: string;
  /** The server's own string for when the pilot was last seen; sent back verbatim to tell apart pilots of one name. */
  readonly date: string;
  /** The same as epoch milliseconds, for people; undefined if the string could not be read. */
  readonly lastSeen?: number;
  /** DCS' own id of the player; the current version alone tells it. */
  readonly ucid?: string;
  /** The linked Discord account (digits), if the version tells it and there is one. */
  readonly discordId?: string;
  readonly currentServer?: string;
}

export interface ModuleStatistics {
  readonly module: string;
  readonly kills?: number;
  readonly kdr?: number;
}

export interface PilotStatistics {
  readonly version: WireVersion;
  /** Always all time in both versions. */
  readonly period: Period;
  /** All kills. Like flights and landings below, the project's document does not list it, though real servers send it. */
  readonly kills?: number;
  readonly deaths: number;
  /** Kills of players (A/A kills, PvP). */
  readonly pvpKills: number;
  /** Known by the current version alone. */
  readonly pvpDeaths?: number;
  /** All kills per death; the documented version has none, so it is worked out there. Undefined without `kills`. */
  readonly kdr?: number;
  /** PvP kills divided by what `pvpKdrDivisor` says. */
  readonly pvpKdr: number;
  /** The documented version divides PvP kills by all deaths, the current one by PvP deaths. */
  readonly pvpKdrDivisor: 'all-deaths' | 'pvp-deaths';
  readonly takeoffs?: number;
  readonly landings?: number;
  readonly ejections?: number;
  readonly crashes?: number;
  readonly teamKills?: number;
  /** Seconds in the air; the current version alone tells it. */
  readonly playtimeSeconds?: number;
  /** The last mission flown: PvP kills and all deaths in the documented version, all kills and deaths in the current one. */
  readonly lastSession?: { readonly kills: number; readonly deaths: number; readonly metric: KillMetric };
  readonly killsByModule: readonly ModuleStatistics[];
  readonly kdrByModule: readonly ModuleStatistics[];
}

/** The answer to "how does this pilot fly". */
export type StatisticsResult =
  | { readonly kind: 'found'; readonly pilot: Pilot; readonly statistics: PilotStatistics }
  /** The pilot is known and has never flown. */
  | { readonly kind: 'no-flights'; readonly pilot: Pilot }
  /** Nobody of exactly this name; `similar` are pilots whose names contain it. */
  | { readonly kind: 'unknown'; readonly similar: readonly Pilot[] }
  /** Several pilots of exactly this name, most recently seen first: a person has to pick. */
  | { readonly kind: 'ambiguous'; readonly pilots: readonly Pilot[] };

export interface RankedPilot {
  /** Place on the board, from 1. */
  readonly rank: number;
  readonly nick: string;
  /** What the board counts; see `metric`. */
  readonly kills: number;
  readonly deaths: number;
  readonly kdr: number;
}

/** A board. Its numbers are of one metric and one period, never mixed. */
export interface Ranking {
  readonly version: WireVersion;
  readonly order: 'kdr' | 'kills';
  readonly metric: KillMetric;
  readonly period: Period;
  readonly pilots: readonly RankedPilot[];
}

/** The answer to `/linkme`. */
export type LinkResult =
  | {
      readonly kind: 'token';
      /** Four digits, to be typed in the in-game chat. */
      readonly token: string;
      /**
       * Epoch milliseconds: the bot's own clock and 48 hours, for the server's is in its local time. The latest time
       * for a token that was handed out before (`inProgress` without `forced`).
       */
      readonly expiresAt: number;
      readonly flags: LinkFlags;
      /** False with the documented version, which never stores a new token: it cannot work in the game. */
      readonly stored: boolean;
      readonly version: WireVersion;
    }
  /** Nothing to do: the account is linked, and without `force` the server makes no token then. */
  | { readonly kind: 'already-linked'; readonly version: WireVersion }
  /** The server's known bug for accounts it already knows: an error without `force`, a token that is none with it. */
  | {
      readonly kind: 'server-bug';
      readonly forced: boolean;
      readonly flags?: LinkFlags;
      readonly version: WireVersion;
    };

/** The bits of `rc`: 1 already linked, 2 link in progress, 4 forced. */
export interface LinkFlags {
  readonly alreadyLinked: boolean;
  readonly inProgress: boolean;
  readonly forced: boolean;
}

export interface Squadron {
  readonly name: string;
  readonly description?: string;
  readonly imageUrl?: string;
  readonly locked: boolean;
  readonly role?: string;
}

export interface WeaponStatistics {
  readonly weapon: string;
  /** Kills per shot; can exceed 1. */
  readonly probabilityOfKill: number;
  readonly shots?: number;
  readonly hits?: number;
}

export interface CampaignCredits {
  readonly campaign: string;
  readonly credits: number;
}

/** What the current version's `/leaderboard` can be ordered by. */
export type LeaderboardColumn = 'kills' | 'kills_pvp' | 'kdr' | 'kdr_pvp' | 'playtime' | 'credits';

/** A row of the current version's `/leaderboard`, `/topkills` and `/topkdr`; all time. */
export interface LeaderboardRow {
  /** Place in the whole ranking, from 1; worked out from the offset, for the server counts anew on each page. */
  readonly place: number;
  readonly nick: string;
  /** As `Pilot.date`: tells apart those of one name. */
  readonly date: string;
  readonly kills: number;
  readonly deaths: number;
  readonly kdr: number;
  readonly pvpKills: number;
  readonly pvpDeaths: number;
  readonly pvpKdr: number;
  readonly playtimeSeconds: number;
  /** The most that the pilot has in any campaign, running or not. */
  readonly credits: number;
}

/** A row of the current version's `/trueskill`. */
export interface TrueSkillRow {
  readonly place: number;
  readonly nick: string;
  readonly date: string;
  readonly pvpKills: number;
  readonly pvpDeaths: number;
  readonly rating: number;
}

/** Rolling windows of the current version's `/highscore`. */
export type HighscorePeriod = 'all' | 'year' | 'month' | 'week' | 'day';

/** The lists of `/highscore`, by what is counted. */
export type HighscoreList = 'playtime' | 'air' | 'ships' | 'air-defence' | 'ground';

export interface HighscoreRow {
  readonly place: number;
  readonly nick: string;
  readonly date: string;
  /** Kills; of `playtime` seconds. */
  readonly value: number;
}

export type Highscores = Readonly<Record<HighscoreList, readonly HighscoreRow[]>>;

/** Carrier landings (traps) of one pilot name, as the current version's `/greenieboard` lists them. */
export interface CarrierPilot {
  readonly nick: string;
  readonly landings: number;
  /** Sum of the points of all landings; a landing without points counts nought. */
  readonly points: number;
}

/** How well the servers were attended: the current version's `/server_attendance`. */
export interface ServerAttendance {
  readonly currentPlayers: number;
  readonly uniquePlayers7d: number;
  readonly playtimeHours7d: number;
  /** As far back as the server counts. */
  readonly modules: readonly {
    readonly module: string;
    readonly playtimeHours: number;
    readonly uniquePlayers: number;
  }[];
}
