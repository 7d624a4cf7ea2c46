import { z } from 'zod';

/**
 * What a leaderboard ranks. `pvp-kdr`, `trueskill`, `credits`, `playtime`, `landings` and the kills by target need the
 * current DCSServerBot; `bm-playtime` needs BattleMetrics.
 */
export const BOARD_IDS = [
  'kdr',
  'kills',
  'pvp-kdr',
  'trueskill',
  'credits',
  'playtime',
  'landings',
  'air-kills',
  'ground-kills',
  'air-defence-kills',
  'ship-kills',
  'bm-playtime',
] as const;
export type BoardId = (typeof BOARD_IDS)[number];

/** The time that a board covers: all of it, or a rolling window that ends now. */
export const BOARD_PERIODS = ['all', 'year', 'month', 'week', 'day'] as const;
export type BoardPeriod = (typeof BOARD_PERIODS)[number];

export const BoardSpecSchema = z.object({
  board: z.enum(BOARD_IDS),
  period: z.enum(BOARD_PERIODS),
  /** `weighted`: by the lower bound of the share of kills, which small samples lower. `plain`: by the figure itself. */
  order: z.enum(['weighted', 'plain']),
  /** What it takes to be ranked: kills, A/A fights, landings or minutes, as the board says; 0 lets everybody in. */
  minimum: z.number().int().min(0),
  /** Places that a post shows, 3 to 25. */
  top: z.number().int().min(3).max(25),
  /** One server alone: of DCS its name, which is its id there; of BattleMetrics its id. Null: all of them. */
  server: z.object({ id: z.string(), name: z.string() }).nullable(),
});
/** Which leaderboard, and how: everything that one must know to make it again. */
export type BoardSpec = z.infer<typeof BoardSpecSchema>;

export const BoardEntrySchema = z.object({
  /**
   * Who it is, across posts: `ucid:…` where DCSServerBot tells it, `bm:…` on BattleMetrics, else `nick:…`. Never
   * shown: a UCID is private.
   */
  key: z.string(),
  /** Hostile text. */
  name: z.string(),
  /** Place, from 1. */
  rank: z.number().int().min(1),
  /** The figure that the board is about: a ratio, a count, a rating, seconds. */
  value: z.number(),
  kills: z.number().optional(),
  deaths: z.number().optional(),
  /** Lower bound of the share of kills, 0 to 1; where the order is weighted. */
  score: z.number().optional(),
  /** Kills without a death that overtake the place above; where the order is weighted, and they can be had at all. */
  killsToPass: z.number().int().min(1).optional(),
  /** What tells apart those of one name, `seen 20 Nov`; set only where several of the name are on the board. */
  mark: z.string().optional(),
});
export type BoardEntry = z.infer<typeof BoardEntrySchema>;

export const BoardSchema = z.object({
  spec: BoardSpecSchema,
  /** Wire version of DCSServerBot; null for BattleMetrics. */
  version: z.enum(['documented', 'current']).nullable(),
  /** What `kills` counts, where there are kills: of players alone, or of everything. */
  metric: z.enum(['pvp', 'all']).nullable(),
  /** The time that the figures really cover: the documented version has the last month, whatever was asked. */
  covers: z.enum(BOARD_PERIODS),
  /** Those who are shown, in order. */
  entries: z.array(BoardEntrySchema),
  /** How many took part in the ranking; `more` when the API has others that were not read. */
  ranked: z.object({ count: z.number().int().min(0), more: z.boolean() }),
  /** When the figures were read, epoch milliseconds. */
  asOf: z.number(),
});
/** A leaderboard as it was at one moment. */
export type Board = z.infer<typeof BoardSchema>;
