import { createServers } from './create-servers.ts';
import { createTraps } from './create-traps.ts';
import { GROUNDED, NAMES } from './names.ts';
import type { SimulatedPilot, SimulatedSortie, SimulatedSquadron, SimulatedWorld } from './world.ts';

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
      // Both of the namesakes among them.
      ...((index % 3 === 0 || index === 5) && { traps: createTraps(index, now - age, live) }),
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
  // Those who had a busy day sank something too.
  if (kills.ground === 6) kills.ships = 1;
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
