/** What the demo's servers on BattleMetrics are, and when people play there. */

export interface BattleMetricsPlan {
  readonly id: string;
  readonly name: string;
  readonly game: string;
  readonly address: string | null;
  readonly ip: string;
  readonly port: number;
  readonly maxPlayers: number;
  readonly rank: number;
  readonly country: string;
  readonly location: readonly [longitude: number, latitude: number];
  /** Players on a weekend's evening. */
  readonly crowd: number;
  /** Minutes that people stay on average. */
  readonly stay: number;
  /** Hours from one restart to the next. */
  readonly restart: number;
  /** What is played in turn. */
  readonly maps: readonly [string, ...string[]];
  /** Minutes that a map is played before the next; undefined: until the restart. */
  readonly round?: number;
  /** Identifiers that the game tells of a player, besides name, Steam id and address. */
  readonly identifiers: readonly ('BEGUID' | 'survivorName' | 'eosID')[];
}

export const BATTLEMETRICS_PLANS: readonly BattleMetricsPlan[] = [
  {
    id: '2000201',
    name: 'Snow Ridge | EU Weekly | 2x | Max 3 | Wiped Thursday',
    game: 'rust',
    address: 'rust.snowridge.example',
    ip: '198.51.100.20',
    port: 28015,
    maxPlayers: 100,
    rank: 412,
    country: 'DE',
    location: [8.68, 50.11],
    crowd: 38,
    stay: 110,
    restart: 24,
    maps: ['Procedural Map'],
    identifiers: [],
  },
  {
    id: '2000202',
    name: '[SR] Snow Ridge #1 ★ New Player Friendly ★ discord.example',
    game: 'squad',
    address: null,
    ip: '198.51.100.21',
    port: 7787,
    maxPlayers: 100,
    rank: 96,
    country: 'GB',
    location: [-0.13, 51.51],
    crowd: 32,
    stay: 95,
    restart: 24,
    maps: ['Albasrah_AAS_v1', 'Yehorivka_RAAS_v2', 'Narva_Invasion_v3', 'Gorodok_RAAS_v9', 'Fallujah_AAS_v1'],
    round: 55,
    identifiers: ['eosID'],
  },
  {
    id: '2000203',
    name: 'Snow Ridge DayZ — Chernarus | Hardcore | Keine Bambis töten!',
    game: 'dayz',
    address: 'dayz.snowridge.example',
    ip: '198.51.100.22',
    port: 2302,
    maxPlayers: 60,
    rank: 1_204,
    country: 'DE',
    location: [8.68, 50.11],
    crowd: 18,
    stay: 75,
    restart: 4,
    maps: ['chernarusplus'],
    identifiers: ['BEGUID', 'survivorName'],
  },
  {
    id: '2000204',
    name: 'Snow Ridge Liberation [CO-40] *ACE* _no_ <mods>',
    game: 'arma3',
    address: null,
    ip: '198.51.100.23',
    port: 2402,
    maxPlayers: 40,
    rank: 3_377,
    country: 'PL',
    location: [21.01, 52.23],
    crowd: 9,
    stay: 130,
    restart: 12,
    maps: ['Altis', 'Tanoa', 'Livonia'],
    identifiers: ['BEGUID'],
  },
];

export interface Playing {
  readonly map: string;
  /** Epoch milliseconds of the world's own time. */
  readonly clock: number;
  /** Seconds since the last restart. */
  readonly uptime: number;
}

/** What the API tells of a server beside the common things: each game its own. */
export function detailsOf(
  { game }: BattleMetricsPlan,
  { map, clock, uptime }: Playing,
): Record<string, unknown> {
  switch (game) {
    case 'rust':
      return {
        map,
        official: false,
        rust_type: 'community',
        rust_fps_avg: 58.2,
        rust_ent_cnt_i: 96_000 + Math.floor(uptime / 9),
        rust_uptime: uptime,
        rust_world_seed: 1_208_117,
        rust_world_size: 3_750,
        rust_queued_players: 0,
        rust_description: 'Vanilla feel, twice the wood.\n\nRules: https://rules.example',
        pve: false,
      };
    case 'squad': {
      const [layer = map, gameMode = 'AAS'] = map.split('_');
      return { map, layer, gameMode, modded: false, licensedServer: true, version: 'v8.2.1' };
    }
    case 'dayz':
      return {
        map,
        time: new Date(clock * 4).toISOString().slice(11, 16),
        third_person: false,
        modded: true,
        modNames: ['Snow Ridge Pack', 'Trader', 'Winter "Coats"'],
        official: false,
      };
    default:
      return { map, mission: `Liberation_${map}.${map}`, modded: true, difficulty: 2 };
  }
}
