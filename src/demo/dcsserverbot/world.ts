/** The small community that the simulator of DCSServerBot answers for. Everything in it is invented. */

export interface SimulatedServer {
  name: string;
  description: string;
  status: string;
  address: string;
  password: string;
  maxPlayers: number;
  /** Epoch seconds of the next restart. */
  restartAt?: number;
  mission?: {
    name: string;
    /** Seconds. */
    uptime: number;
    /** As the server writes the clock in the mission. */
    dateTime: string;
    theatre: string;
    slots?: { blue: number; blueUsed: number; red: number; redUsed: number };
  };
}

/** One mission flown. Kills of players count within `kills` by what they flew in. */
export interface SimulatedSortie {
  module: string;
  server: string;
  /** Epoch milliseconds. */
  endedAt: number;
  playtime: number;
  kills: Record<Target, number>;
  deaths: Record<Target, number>;
  killsPvp: number;
  deathsPvp: number;
  takeoffs: number;
  landings: number;
  ejections: number;
  crashes: number;
  teamkills: number;
}

export const TARGETS = ['planes', 'helicopters', 'ships', 'sams', 'ground'] as const;
export type Target = (typeof TARGETS)[number];

export interface SimulatedPilot {
  ucid: string;
  name: string;
  /** Digits of the linked Discord account. */
  discordId?: string;
  /** Epoch microseconds: the documented /missilepk compares them. */
  lastSeen: number;
  /** Name of the server that the pilot is on. */
  online?: string;
  sorties: SimulatedSortie[];
  weapons: { weapon: string; shots: number; hits: number; pk: number }[];
  /** By campaign id. */
  credits: Map<number, number>;
}

export interface SimulatedSquadron {
  name: string;
  description: string | null;
  imageUrl: string | null;
  locked: boolean;
  role: string | null;
  /** UCIDs. */
  members: string[];
  /** In the running campaign; undefined if the squadron has an account in none. */
  credits?: number;
}

export interface SimulatedWorld {
  servers: SimulatedServer[];
  pilots: SimulatedPilot[];
  squadrons: SimulatedSquadron[];
  campaigns: { id: number; name: string; running: boolean }[];
  /** Tokens that /linkme of the current version stored, by Discord id. */
  tokens: Map<string, string>;
}

const NAMES = [
  'Special K',
  "O'Brien",
  'D\'Artagnan "The Blade"',
  '[VMFA-314] Snake',
  '=VF-103= Jolly_Roger',
  'Viper',
  'Viper',
  'viper',
  '<script>alert(1)</script>',
  '<@123456789012345678>',
  '@everyone',
  '@here',
  '*bold*',
  '**double bold**',
  '_under_score_',
  'X_x_X',
  '||spoiler||',
  '~~strike~~',
  '`code`',
  '```block```',
  '# heading',
  '- list',
  '> quote',
  '1. one',
  '[link](https://evil.example/)',
  'https://discord.gg/abc',
  '<:kappa:123456789012345678>',
  ':smile:',
  'back\\slash',
  '100% Pilot',
  'under%score_%',
  'tab\there',
  'rtl\u202eoverride',
  'zero\u200bwidth',
  'combining e\u0301',
  '𝕱𝖆𝖓𝖈𝖞 𝕱𝖔𝖓𝖙',
  '👨‍👩‍👧‍👦 Family',
  '🦅 Eagle 🦅',
  'Владимир Орёл',
  '日本語パイロット',
  'طيار عربي',
  ' leading space',
  'trailing space ',
  "Robert'); DROP TABLE players;--",
  'null',
  '0',
  'Maverick',
  'Goose',
  'A'.repeat(60),
] as const;

/** The pilot who never flew. */
export const GROUNDED = 'Ghost Rider (no flights)';

const MODULES = ['F-16C_50', 'FA-18C_hornet', 'A-10C_2', 'Su-27', 'AH-64D_BLK_II', 'F-14B', 'MiG-29S'];
const WEAPONS = ['AIM_120C', 'AIM_9X', 'R-73', 'R-27ER', 'AGM_88', 'GBU_38', '', 'weapons.shells.M61_20_HE'];

/**
 * The same community for the same clock, every time: three servers, namesakes, names that try to break a
 * message, linked and unlinked accounts, one pilot without flights, squadrons and campaigns.
 * @param now epoch milliseconds; everything happened in the weeks before.
 */
export function createWorld(now: number): SimulatedWorld {
  const random = lcg(20_250_731);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const servers = createServers(now);
  const live = servers.slice(0, 2).map((server) => server.name);
  const pilots = NAMES.map((name, index): SimulatedPilot => {
    const age = index < 5 ? index * 7_000 : between(3_600_000, 20 * 86_400_000);
    const count = index < 5 ? between(20, 40) : between(2, 9);
    const campaigns = index % 3 === 1 ? [2] : [1, 2];
    return {
      ucid: hex(random, 32),
      name,
      ...(index === 0
        ? { discordId: '123456789012345678' }
        : index % 3 !== 2 && { discordId: `1${hex(random, 17).replace(/[a-f]/g, '7')}` }),
      lastSeen: (now - age) * 1000 + between(1, 999_999),
      ...(index < 5 && { online: live[0] ?? '' }),
      sorties: Array.from({ length: count }, (_, flight) =>
        createSortie(now - age - flight * between(40_000_000, 200_000_000), {
          module: MODULES[(index + (flight % 4 === 0 ? 1 : 0)) % MODULES.length] ?? 'Su-27',
          server: live[flight % live.length] ?? '',
          between,
        }),
      ),
      weapons: WEAPONS.map((weapon) => createWeapon(weapon, between)),
      credits: index === 1 ? new Map() : new Map(campaigns.map((id) => [id, between(50, 4_900)])),
    };
  });
  pilots.push({
    ucid: hex(random, 32),
    name: GROUNDED,
    lastSeen: (now - 3 * 86_400_000) * 1000,
    sorties: [],
    weapons: [],
    credits: new Map(),
  });
  const members = (from: number, to: number): string[] => pilots.slice(from, to).map((pilot) => pilot.ucid);
  return {
    servers,
    pilots,
    squadrons: [
      squadron('104th Phoenix', 'line one\nline two', 'https://example.com/104.png', members(8, 20)),
      squadron('Empty Squadron', 'No members yet', null, []),
      {
        ...squadron(
          'Jolly_Rogers',
          'VF-103 | F-14B',
          'https://example.com/vf103.png?size=128&x=1',
          members(33, 41),
        ),
        credits: 9_156,
      },
      squadron("O'Malley's [Irregulars]", '', '', members(20, 24)),
      squadron('Эскадрилья Орёл 🦅', '', null, members(5, 8)),
    ],
    campaigns: [
      { id: 1, name: 'Spring 2025', running: false },
      { id: 2, name: 'Operation "Summer_Heat" 🔥', running: true },
    ],
    tokens: new Map(),
  };
}

function createServers(now: number): SimulatedServer[] {
  return [
    {
      name: "Special K's PvP | EU [24/7] _Caucasus_",
      description: 'PvP & PvE 🛩️',
      status: 'Running',
      address: '203.0.113.10:10308',
      password: 's3cr3t*pw_',
      maxPlayers: 64,
      restartAt: Math.floor(now / 1000) + 3 * 3_600,
      mission: {
        name: 'Operation_Snowfox v2.1 [DAY]',
        uptime: 5_061,
        dateTime: '2016-06-21 09:24:21',
        theatre: 'Caucasus',
        slots: { blue: 40, blueUsed: 3, red: 38, redUsed: 2 },
      },
    },
    {
      name: 'WWII Channel — Überfall ✈',
      description: '',
      status: 'Paused',
      address: '203.0.113.10:10309',
      password: '',
      maxPlayers: 32,
      mission: {
        name: 'D-Day "Overlord"',
        uptime: 90_061,
        dateTime: '1944-06-06 1 day, 7:01:01',
        theatre: 'TheChannel',
      },
    },
    {
      name: 'Training (private)',
      description: '',
      status: 'Shutdown',
      address: '203.0.113.10:10310',
      password: 'train',
      maxPlayers: 16,
    },
  ];
}

function createSortie(
  endedAt: number,
  { module, server, between }: { module: string; server: string; between: (a: number, b: number) => number },
): SimulatedSortie {
  const kills = {
    planes: between(0, 5),
    helicopters: between(0, 1),
    ships: 0,
    sams: between(0, 2),
    ground: between(0, 6),
  };
  const deaths = { planes: between(0, 1), helicopters: 0, ships: 0, sams: between(0, 1), ground: 0 };
  const lost = deaths.planes + deaths.sams;
  return {
    module,
    server,
    endedAt,
    playtime: between(900, 9_000),
    kills,
    deaths,
    killsPvp: between(0, kills.planes),
    deathsPvp: between(0, deaths.planes),
    takeoffs: 1 + lost,
    landings: between(0, 1),
    ejections: between(0, lost),
    crashes: lost,
    teamkills: between(0, 20) === 0 ? 1 : 0,
  };
}

function createWeapon(
  weapon: string,
  between: (a: number, b: number) => number,
): SimulatedPilot['weapons'][number] {
  const shots = weapon.startsWith('weapons.shells') ? 0 : between(5, 70);
  const hits = shots === 0 ? 36 : between(0, shots + 1);
  return { weapon, shots, hits, pk: shots === 0 ? 0 : Math.round((hits / shots) * 100) / 100 };
}

const squadron = (
  name: string,
  description: string | null,
  imageUrl: string | null,
  members: string[],
): SimulatedSquadron => ({ name, description, imageUrl, locked: false, role: `Role of ${name}`, members });

/** Numbers from 0 to below 1 that look random and are the same every time. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const hex = (random: () => number, length: number): string =>
  Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
