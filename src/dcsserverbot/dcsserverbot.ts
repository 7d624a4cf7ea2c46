import type { Call } from '../http/call.ts';
import type {
  CampaignCredits,
  CarrierPilot,
  DcsServer,
  HighscorePeriod,
  Highscores,
  LeaderboardColumn,
  LeaderboardRow,
  LinkResult,
  Pilot,
  Ranking,
  ServerAttendance,
  Squadron,
  StatisticsResult,
  TrueSkillRow,
  WeaponStatistics,
  WireVersion,
} from './model.ts';

/**
 * A part of a ranking; `limit` 1 to 1000 rows from `offset` on (0: from the first place). Anything else is a RangeError,
 * for the server fails on it.
 */
export interface RankingPage {
  readonly limit: number;
  readonly offset?: number;
  /** One server alone, by its exact name; an unknown one gives an empty ranking. */
  readonly server?: string;
}

/**
 * What Squawk asks DCSServerBot's RestAPI, in the field's terms; both wire versions answer alike.
 * Every method rejects with an ApiError when the API does not answer or answers with nonsense.
 */
export interface DcsServerBot {
  /** The version that the server speaks, found out by asking once and again when it stops fitting. */
  version(call: Call): Promise<WireVersion>;
  /** GET /servers */
  servers(call: Call): Promise<readonly DcsServer[]>;
  /**
   * POST /getuser: pilots whose name contains `nick` literally, most recently seen first. Of more than 200 the others
   * are left out, but for those who have exactly this name in any case.
   */
  findPilots(nick: string, call: Call): Promise<readonly Pilot[]>;
  /**
   * POST /stats of the pilot of exactly this name. With `date` (or `ucid`) of an earlier answer, of that one of
   * several namesakes; a date that went stale since is resolved anew.
   */
  statistics(
    pilot: { readonly nick: string; readonly date?: string; readonly ucid?: string },
    call: Call,
  ): Promise<StatisticsResult>;
  /**
   * GET /topkdr and /topkills, ten rows at most. Known bug of the current version, which cannot be mended from outside:
   * kills and deaths of a pilot count once for each campaign in which the pilot has credits (their ratio is right).
   */
  ranking(order: 'kdr' | 'kills', call: Call): Promise<Ranking>;
  /**
   * POST /linkme. A write: it makes a new token, and with `force` drops an existing link. Sent once, never cached.
   * A 500 without `force` is the server's bug for an account it knows, as far as one can tell from outside.
   * @param discordId digits; a TypeError for anything else, before anything is sent
   */
  link(discordId: string, options: { readonly force: boolean }, call: Call): Promise<LinkResult>;
  /** GET /squadrons */
  squadrons(call: Call): Promise<readonly Squadron[]>;
  /** POST /squadron_members */
  squadronMembers(name: string, call: Call): Promise<readonly Pilot[]>;
  /**
   * POST /missilepk of the documented version, /weaponpk of the current one; by probability of kill, descending.
   * Known bug of the documented version: it compares the microseconds of `date`, which it never tells, so its answer
   * is empty but for pilots who were seen last on a whole second.
   */
  weapons(pilot: Pilot, call: Call): Promise<readonly WeaponStatistics[]>;
  /** POST /credits: undefined for an unknown pilot or without a running campaign. */
  credits(pilot: Pilot, call: Call): Promise<CampaignCredits | undefined>;
  /**
   * POST /getuser with a Discord id: the pilots that are linked to the account, most recently seen first.
   * @param discordId digits; a TypeError for anything else
   * @throws UnsupportedByVersionError by the documented version, which does not know who is linked.
   */
  pilotsOf(discordId: string, call: Call): Promise<readonly Pilot[]>;
  /**
   * GET /leaderboard, best first. Known bug of the server: kills, deaths and playtime of a pilot count once for each
   * campaign in which the pilot has credits (their ratios are right). `total_count` is wrong there and is not read.
   * @param page.query only pilots whose name contains it; the server looks for them among the first `limit` rows, and
   * tells their places. Such an answer may leave rows out, so the places are the server's own `row_num`.
   * @throws UnsupportedByVersionError by the documented version.
   */
  leaderboard(
    what: LeaderboardColumn,
    page: RankingPage & { readonly query?: string },
    call: Call,
  ): Promise<readonly LeaderboardRow[]>;
  /**
   * GET /trueskill, best first, without those who have no rating.
   * @throws UnsupportedByVersionError by the documented version, where all have the same rating.
   */
  trueSkill(page: RankingPage, call: Call): Promise<readonly TrueSkillRow[]>;
  /** GET /highscore. @throws UnsupportedByVersionError by the documented version. */
  highscores(
    page: { readonly period: HighscorePeriod; readonly limit: number; readonly server?: string },
    call: Call,
  ): Promise<Highscores>;
  /**
   * POST /greenieboard: who landed on carriers, most points first; names alone, so namesakes are one. All of them come:
   * the server knows no limit. @throws UnsupportedByVersionError by the documented version.
   */
  carrierLandings(options: { readonly server?: string }, call: Call): Promise<readonly CarrierPilot[]>;
  /** GET /server_attendance. @throws UnsupportedByVersionError by the documented version. */
  attendance(call: Call): Promise<ServerAttendance>;
}
