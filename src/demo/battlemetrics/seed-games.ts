import { stableUuid } from './stable-uuid.ts';

/** The games that BattleMetrics lists, with the rest of the world's servers and players as round numbers. */

export interface SimGame {
  readonly id: string;
  readonly name: string;
  readonly appid: number;
  readonly gamedir: string;
  /** Only where it is so: the API leaves it out otherwise. */
  readonly noPlayerList?: boolean;
  /** On an ordinary day at the fullest, by country; the community's own servers come on top. */
  readonly countries: Readonly<Record<string, { readonly servers: number; readonly players: number }>>;
}

const EUROPE = {
  DE: { servers: 420, players: 2_600 },
  GB: { servers: 180, players: 1_100 },
  FR: { servers: 90, players: 310 },
  // Servers on which nobody plays: a country without players is left out there.
  LU: { servers: 2, players: 0 },
};
const AMERICA = { US: { servers: 730, players: 4_900 }, BR: { servers: 60, players: 800 } };
const REST = { AU: { servers: 75, players: 240 }, JP: { servers: 20, players: 35 } };

export const GAMES: readonly SimGame[] = [
  {
    id: '7dtd',
    name: '7 Days to Die',
    appid: 251_570,
    gamedir: '7DTD',
    noPlayerList: true,
    countries: { ...AMERICA, ...REST },
  },
  {
    id: 'ark',
    name: 'ARK: Survival Evolved',
    appid: 346_110,
    gamedir: 'ark_survival_evolved',
    countries: { ...EUROPE, ...AMERICA, ...REST },
  },
  { id: 'arma3', name: 'Arma 3', appid: 107_410, gamedir: 'Arma3', countries: { ...EUROPE, ...AMERICA } },
  { id: 'cs2', name: 'Counter-Strike 2', appid: 730, gamedir: 'csgo', countries: EUROPE },
  { id: 'dayz', name: 'DayZ', appid: 221_100, gamedir: 'dayz', countries: { ...EUROPE, ...REST } },
  { id: 'hll', name: 'Hell Let Loose', appid: 686_810, gamedir: 'hll', countries: { ...EUROPE, ...AMERICA } },
  {
    id: 'reforger',
    name: 'Arma Reforger',
    appid: 1_874_880,
    gamedir: 'reforger',
    noPlayerList: true,
    countries: EUROPE,
  },
  {
    id: 'rust',
    name: 'Rust',
    appid: 252_490,
    gamedir: 'rust',
    countries: { ...EUROPE, ...AMERICA, ...REST },
  },
  { id: 'squad', name: 'Squad', appid: 393_380, gamedir: 'squad', countries: { ...EUROPE, ...AMERICA } },
];

/** By what servers of a game can be searched for. */
export interface SimFeature {
  readonly id: string;
  readonly game: string;
  readonly display: string;
  readonly type: 'select' | 'boolean' | 'range' | 'dateRange';
  /** Of a `select`: whether several options that are asked for have to fit at once. */
  readonly mode?: 'and' | 'or';
  /** The member of a server's `details` that it is about. */
  readonly detail: string;
  readonly options: readonly SimFeatureOption[];
}

export interface SimFeatureOption {
  readonly id: string;
  readonly display: string;
  /** What the member holds on servers that fit. */
  readonly values: readonly string[];
  /** Servers and players of the rest of the world. */
  readonly count: number;
  readonly players: number;
}

type Plan = readonly [
  game: string,
  display: string,
  type: SimFeature['type'],
  detail: string,
  options?: readonly (readonly [display: string, count: number, players: number, ...values: string[]])[],
];

const PLANS: readonly Plan[] = [
  ['rust', 'Official', 'boolean', 'official'],
  ['rust', 'PVE', 'boolean', 'pve'],
  ['rust', 'Average FPS', 'range', 'rust_fps_avg'],
  ['rust', 'Last Wipe', 'dateRange', 'rust_last_wipe'],
  [
    'rust',
    'Type',
    'select',
    'rust_type',
    [
      ['Community', 2_100, 9_300, 'community'],
      ['Modded', 3_400, 21_000, 'modded'],
      ['Official', 160, 15_000, 'official'],
      // Too few for the defaults of both filters.
      ['Softcore', 9, 4, 'softcore'],
    ],
  ],
  ['squad', 'Licensed', 'boolean', 'licensedServer'],
  [
    'squad',
    'Game Mode',
    'select',
    'gameMode',
    [
      ['AAS', 310, 9_000, 'AAS'],
      ['RAAS', 290, 11_000, 'RAAS'],
      ['Invasion', 120, 4_000, 'Invasion'],
      ['Seeding', 80, 7, 'Seed', 'Skirmish'],
    ],
  ],
  [
    'squad',
    'Map',
    'select',
    'map',
    [
      ['Al Basrah', 44, 1_200, 'Albasrah_AAS_v1'],
      ['Narva', 39, 1_900, 'Narva_Invasion_v3'],
    ],
  ],
  ['ark', 'PVE', 'boolean', 'pve'],
  [
    'ark',
    'Map',
    'select',
    'map',
    Array.from({ length: 14 }, (_, nth) => [`Map ${nth}`, 900 - 60 * nth, 4_000 - 280 * nth, `Map_${nth}`]),
  ],
  ['dayz', 'Third person', 'boolean', 'third_person'],
  ['arma3', 'Modded', 'boolean', 'modded'],
];

export const FEATURES: readonly SimFeature[] = PLANS.map(([game, display, type, detail, options = []]) => ({
  id: stableUuid(`feature ${game} ${display}`),
  game,
  display,
  type,
  detail,
  ...(type === 'select' && { mode: 'or' as const }),
  options: options.map(([name, count, players, ...values]) => ({
    id: stableUuid(`option ${game} ${display} ${name}`),
    display: name,
    values,
    count,
    players,
  })),
}));

/** Whether a server fits an option. */
export function fitsOption(
  { game, detail }: SimFeature,
  { values }: SimFeatureOption,
  server: { readonly game: string; readonly details: Readonly<Record<string, unknown>> },
): boolean {
  return server.game === game && values.includes(String(server.details[detail]));
}
