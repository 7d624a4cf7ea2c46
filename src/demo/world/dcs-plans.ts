/** What the demo's DCS servers fly, and when. */

export interface MissionPlan {
  readonly name: string;
  readonly theatre: string;
  /** The day in the mission, `2016-06-21`. */
  readonly day: string;
  /** Hour at which it starts. */
  readonly hour: number;
}

export interface DcsPlan {
  readonly name: string;
  readonly description: string;
  readonly address: string;
  readonly password: string;
  /** Places on each side. */
  readonly blue: number;
  readonly red: number;
  /** Players on a weekend's evening. */
  readonly crowd: number;
  /** Minutes that people stay on average. */
  readonly stay: number;
  /** Hours from one restart to the next. */
  readonly restart: number;
  /** Hours of the day (UTC) at which it is stopped. */
  readonly closed?: readonly [from: number, to: number];
  /** Whether people shoot at each other. */
  readonly pvp: boolean;
  readonly missions: readonly [MissionPlan, ...MissionPlan[]];
  readonly modules: readonly string[];
}

export const DCS_PLANS: readonly DcsPlan[] = [
  {
    name: 'Snow Ridge | PvP Caucasus 24/7 | SRS',
    description: 'PvP & PvE, all eras. SRS wanted, manners required.',
    address: '203.0.113.20:10308',
    password: '',
    blue: 32,
    red: 32,
    crowd: 36,
    stay: 80,
    restart: 6,
    pvp: true,
    missions: [
      { name: 'Operation_Snow_Ridge v3.2 [DAY]', theatre: 'Caucasus', day: '2016-06-21', hour: 6 },
      { name: 'Operation_Snow_Ridge v3.2 [NIGHT]', theatre: 'Caucasus', day: '2016-06-21', hour: 19 },
      { name: 'Black Sea Standoff *beta*', theatre: 'Caucasus', day: '2011-10-03', hour: 9 },
    ],
    modules: [
      'F-16C_50',
      'FA-18C_hornet',
      'F-15C',
      'F-15ESE',
      'F-14B',
      'M-2000C',
      'JF-17',
      'Su-27',
      'Su-33',
      'MiG-29S',
      'J-11A',
      'A-10C_2',
      'Su-25T',
      'AH-64D_BLK_II',
      'Ka-50_3',
      'Mi-24P',
      'UH-1H',
    ],
  },
  {
    name: 'WWII Channel — Überfall über dem Kanal',
    description: 'Warbirds only. No labels, no mercy, plenty of flak.',
    address: '203.0.113.20:10309',
    password: '',
    blue: 16,
    red: 16,
    crowd: 13,
    stay: 55,
    restart: 4,
    pvp: true,
    missions: [
      { name: 'D-Day "Overlord" +1', theatre: 'TheChannel', day: '1944-06-06', hour: 5 },
      { name: 'Channel Dash, Winter', theatre: 'TheChannel', day: '1943-12-12', hour: 22 },
    ],
    modules: [
      'SpitfireLFMkIX',
      'P-51D-30-NA',
      'P-47D-40',
      'MosquitoFBMkVI',
      'Bf-109K-4',
      'FW-190D9',
      'FW-190A8',
    ],
  },
  {
    name: 'Training Range (ask for the password)',
    description: 'Instructors on Tuesdays and Thursdays',
    address: '203.0.113.20:10310',
    password: 'w1ngs_l3v3l',
    blue: 8,
    red: 8,
    crowd: 6,
    stay: 50,
    restart: 12,
    closed: [2, 7],
    pvp: false,
    missions: [
      { name: 'Nevada Range v12', theatre: 'Nevada', day: '2020-05-01', hour: 8 },
      { name: 'Carrier Qualification — Case I', theatre: 'MarianaIslands', day: '2021-03-14', hour: 10 },
    ],
    modules: ['FA-18C_hornet', 'F-16C_50', 'A-10C_2', 'F-14B', 'AV8BNA', 'UH-1H', 'TF-51D', 'L-39ZA'],
  },
];

/** What is fired from a module; `` is what the server could not name. */
const WEAPONS: readonly (readonly [modules: RegExp, weapons: readonly string[]])[] = [
  [/^(F-16|FA-18|F-15)/, ['AIM_120C', 'AIM_9X', 'AGM_88', 'GBU_38', 'weapons.shells.M61_20_HE']],
  [/^F-14/, ['AIM_54C_Mk47', 'AIM_7MH', 'AIM_9M', 'weapons.shells.M61_20_HE']],
  [/^(Su-27|Su-33|MiG-29|J-11)/, ['R-77', 'R-27ER', 'R-73', 'weapons.shells.GSh_30_1']],
  [/^(M-2000|JF-17)/, ['SD-10', 'PL-5EII', 'MICA', '']],
  [/^(A-10|Su-25|AV8)/, ['AGM_65D', 'GBU_12', 'Vikhr_M', 'weapons.shells.GAU8_30_AP']],
  [/^(AH-64|Ka-50|Mi-24|UH-1)/, ['AGM_114K', 'Vikhr_M', 'HYDRA_70_M151', '']],
];

export const weaponsOf = (module: string): readonly string[] =>
  WEAPONS.find(([modules]) => modules.test(module))?.[1] ?? ['weapons.shells.Browning303_AP', 'GP_500'];

/**
 * The clock in a mission as the server writes it: of days before 1970 it can only write the day and what was added.
 * @param seconds since the mission began
 */
export function missionTime({ day, hour }: MissionPlan, seconds: number): string {
  const sinceMidnight = hour * 3_600 + Math.floor(seconds);
  if (day >= '1970') {
    const time = Date.parse(`${day}T00:00:00Z`) + sinceMidnight * 1_000;
    return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
  }
  const days = Math.floor(sinceMidnight / 86_400);
  const clock = new Date((sinceMidnight % 86_400) * 1_000).toISOString().slice(11, 19).replace(/^0/, '');
  return `${day} ${days === 0 ? '' : `${days} ${days === 1 ? 'day' : 'days'}, `}${clock}`;
}
