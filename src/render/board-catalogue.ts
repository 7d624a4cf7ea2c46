import type { BoardId, BoardPeriod, BoardSpec } from '../store/board.ts';

/** What a board's figure is, and so how it is written. */
export type BoardUnit = 'ratio' | 'kills' | 'rating' | 'credits' | 'seconds' | 'points';

/** What the minimum of a board counts. */
export type MinimumUnit = 'kills' | 'A/A kills' | 'A/A kills and deaths' | 'landings' | 'minutes';

/** A board as people know it. */
export interface BoardDefinition {
  readonly title: string;
  /** What it ranks, in a line of the help and the completion. */
  readonly description: string;
  readonly api: 'dcs' | 'battlemetrics';
  /** Versions of DCSServerBot's RestAPI that have it; the documented one gives ten rows and names alone. */
  readonly versions: readonly ('documented' | 'current')[];
  readonly unit: BoardUnit;
  /** The first one is the default. */
  readonly periods: readonly BoardPeriod[];
  /** The order may weigh small samples; else it is `plain` alone. */
  readonly weighable: boolean;
  readonly minimum: { readonly unit: MinimumUnit; readonly byDefault: number } | null;
  /** Whether one server alone can be ranked: not at all, if wished, or only so. */
  readonly server: 'never' | 'optional' | 'required';
}

const DCS = { api: 'dcs', unit: 'kills', weighable: false, minimum: null, server: 'optional' } as const;
const TARGET = { ...DCS, versions: ['current'], periods: ['all', 'year', 'month', 'week', 'day'] } as const;

/** Every board there is. */
export const BOARDS: Readonly<Record<BoardId, BoardDefinition>> = {
  kdr: {
    ...DCS,
    title: 'Top K/D',
    description: 'Kills per death',
    versions: ['documented', 'current'],
    unit: 'ratio',
    periods: ['all'],
    weighable: true,
    minimum: { unit: 'kills', byDefault: 20 },
  },
  kills: {
    ...DCS,
    title: 'Top kills',
    description: 'Kills, whatever it cost',
    versions: ['documented', 'current'],
    periods: ['all'],
  },
  'pvp-kdr': {
    ...DCS,
    title: 'Top A/A K/D',
    description: 'Kills of other players per death by players',
    versions: ['current'],
    unit: 'ratio',
    periods: ['all'],
    weighable: true,
    minimum: { unit: 'A/A kills', byDefault: 10 },
  },
  trueskill: {
    ...DCS,
    title: 'TrueSkill',
    description: 'Rating from fights between players',
    versions: ['current'],
    unit: 'rating',
    periods: ['all'],
    minimum: { unit: 'A/A kills and deaths', byDefault: 10 },
  },
  credits: {
    ...DCS,
    title: 'Most credits',
    description: 'Credits in the campaign where a pilot has most',
    versions: ['current'],
    unit: 'credits',
    periods: ['all'],
  },
  playtime: {
    ...TARGET,
    title: 'Most time in the air',
    description: 'Hours flown on our DCS servers',
    unit: 'seconds',
    minimum: { unit: 'minutes', byDefault: 0 },
  },
  landings: {
    ...DCS,
    title: 'Carrier landings',
    description: 'Points for traps on our carriers',
    versions: ['current'],
    unit: 'points',
    periods: ['all'],
    minimum: { unit: 'landings', byDefault: 5 },
  },
  'air-kills': { ...TARGET, title: 'Most air targets', description: 'Planes and helicopters shot down' },
  'ground-kills': { ...TARGET, title: 'Most ground targets', description: 'Vehicles and infantry destroyed' },
  'air-defence-kills': { ...TARGET, title: 'Most air defences', description: 'SAM sites destroyed' },
  'ship-kills': { ...TARGET, title: 'Most ships', description: 'Ships sunk' },
  'bm-playtime': {
    title: 'Most time played',
    description: 'Hours on one of our servers on BattleMetrics',
    api: 'battlemetrics',
    versions: [],
    unit: 'seconds',
    periods: ['all', 'month', 'week', 'day'],
    weighable: false,
    minimum: { unit: 'minutes', byDefault: 0 },
    server: 'required',
  },
};

export function boardOf(spec: Pick<BoardSpec, 'board'>): BoardDefinition {
  return BOARDS[spec.board];
}
