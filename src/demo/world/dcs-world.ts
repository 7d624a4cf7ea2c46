import type {
  SimulatedPilot,
  SimulatedServer,
  SimulatedSquadron,
  SimulatedWorld,
} from '../dcsserverbot/world.ts';
import { activityAt, FIRST_EVENING, isWithinHours } from './activity.ts';
import { createCast, type Person } from './cast.ts';
import { DCS_PLANS, type DcsPlan, missionTime } from './dcs-plans.ts';
import { flySortie, foldSorties, spendWeapons } from './dcs-sortie.ts';
import { landOnCarrier } from './dcs-traps.ts';
import { TAGS } from './names.ts';
import { createRandom, type Random } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const RUNNING_CAMPAIGN = 7;
/** Flights of each pilot, the latest, of which landings on carriers are known. */
const RECENT = 20;

export interface DemoDcsWorldOptions {
  readonly seed: string;
  /** Epoch milliseconds: everything happened in the months before. */
  readonly now: number;
  /** Discord ids (digits) of people who can be met in the demo: each is linked to a seasoned pilot. */
  readonly discordIds?: readonly string[];
}

/** The community of the demo's DCS servers: the same for the same seed and clock. */
export function createDemoDcsWorld({ seed, now, discordIds = [] }: DemoDcsWorldOptions): SimulatedWorld {
  const random = createRandom(`${seed} dcs world`);
  const cast = createCast(seed).pilots;
  const pilots = cast.map((person) => createPilot(random, person, now));
  const seasoned = pilots.filter(({ sorties }) => sorties.length > 20);
  for (const [index, discordId] of discordIds.entries()) {
    const pilot = seasoned[index];
    if (pilot !== undefined) pilot.discordId = discordId;
  }
  const landings = createRandom(`${seed} dcs landings`);
  for (const [index, pilot] of pilots.entries()) {
    const { skill } = cast[index] ?? { skill: 0 };
    for (const sortie of pilot.sorties.slice(0, RECENT)) landOnCarrier(landings, pilot, { sortie, skill });
  }
  return {
    servers: DCS_PLANS.map((plan) => createServer(random, plan, pilots, now)),
    pilots,
    squadrons: createSquadrons(random, cast, pilots),
    campaigns: [
      { id: 5, name: 'Winter War 24', running: false },
      { id: 6, name: 'Spring_Thaw', running: false },
      { id: RUNNING_CAMPAIGN, name: 'Operation "Long Shadow" 🌒', running: true },
    ],
    tokens: new Map(),
  };
}

function createPilot(random: Random, person: Person, now: number): SimulatedPilot {
  const { name, skill, devotion, grounded } = person;
  const flights = grounded ? 0 : 1 + Math.round(700 * devotion) + random.between(0, 4);
  // Who plays much was on yesterday; many of the others came by once and never again.
  const age = Math.min(
    500 * DAY,
    random.exponential(grounded ? 40 * DAY : 1 * DAY + 45 * DAY * (1 - devotion) ** 6),
  );
  const lastSeen = now - 5 * MINUTE - Math.ceil(age);
  const home = random.weighted(DCS_PLANS, ({ crowd }) => crowd) ?? DCS_PLANS[0];
  const pilot: SimulatedPilot = {
    ucid: random.hex(32),
    name,
    ...(random.chance(grounded ? 1 : 0.45) && { discordId: inventDiscordId(random) }),
    lastSeen: lastSeen * 1_000 + random.between(1, 999),
    sorties: [],
    weapons: [],
    credits: new Map(),
  };
  if (home === undefined) return pilot;
  const favourites = random.shuffled(home.modules).slice(0, random.between(1, 3));
  let endedAt = lastSeen - random.between(0, 90) * MINUTE;
  for (let flight = 0; flight < flights; flight += 1) {
    const plan = random.chance(0.85) ? home : random.pick(DCS_PLANS);
    const own = favourites.filter((module) => plan.modules.includes(module));
    const module = random.pick(own.length > 0 && random.chance(0.9) ? own : plan.modules);
    const playtime = random.between(300, 7_200);
    const sortie = flySortie(random, { plan, module, skill, endedAt, playtime });
    pilot.sorties.push(sortie);
    spendWeapons(random, pilot, sortie);
    endedAt -= playtime * 1_000 + Math.floor(random.exponential(random.chance(0.6) ? HOUR : 4 * DAY));
  }
  foldSorties(pilot.sorties, now);
  if (flights > 3) pilot.credits.set(RUNNING_CAMPAIGN, random.between(10, 40) * Math.min(flights, 150));
  return pilot;
}

/** Of the year 2083, so that it can be nobody's. */
const inventDiscordId = (random: Random): string =>
  `90${Array.from({ length: 17 }, () => random.between(0, 9)).join('')}`;

/** As it is in the middle of its day, with those on it that the hour brings. */
function createServer(
  random: Random,
  plan: DcsPlan,
  pilots: readonly SimulatedPilot[],
  now: number,
): SimulatedServer {
  const { name, description, address, password, blue, red, missions } = plan;
  const base = { name, description, address, password, maxPlayers: blue + red };
  if (plan.closed !== undefined && isWithinHours(FIRST_EVENING, plan.closed))
    return { ...base, status: 'Stopped' };
  const wanted = Math.min(blue + red, Math.round(plan.crowd * activityAt(FIRST_EVENING)));
  const ready = pilots.filter(
    ({ online, sorties }) => online === undefined && sorties.some(({ server }) => server === name),
  );
  let on = 0;
  for (; on < wanted; on += 1) {
    const pilot = random.weighted(ready, ({ online, sorties }) =>
      online === undefined ? sorties.length : 0,
    );
    if (pilot === undefined) break;
    pilot.online = name;
    pilot.lastSeen = (now - random.between(1, 60) * MINUTE) * 1_000 + random.between(1, 999);
  }
  const mission = random.pick(missions);
  const uptime = random.between(600, plan.restart * 3_000);
  return {
    ...base,
    status: on === 0 ? 'Paused' : 'Running',
    restartAt: Math.floor(now / 1_000) + plan.restart * 3_600 - uptime,
    mission: {
      name: mission.name,
      uptime,
      dateTime: missionTime(mission, uptime),
      theatre: mission.theatre,
      slots: { blue, blueUsed: Math.ceil(on / 2), red, redUsed: Math.floor(on / 2) },
    },
    weather: createWeather(random),
  };
}

export const createWeather = (random: Random): NonNullable<SimulatedServer['weather']> => ({
  temperature: random.between(-40, 320) / 10,
  wind_speed: random.between(0, 16),
  wind_direction: random.between(0, 359),
  clouds_base: random.between(1_000, 12_000),
});

function createSquadrons(
  random: Random,
  cast: readonly Person[],
  pilots: readonly SimulatedPilot[],
): SimulatedSquadron[] {
  const squadrons = TAGS.map(([tag, name], index): SimulatedSquadron => {
    const members = pilots.filter((_, nth) => cast[nth]?.squadron === index).map(({ ucid }) => ucid);
    return {
      name,
      description: random.pick([
        '',
        'Recruiting!',
        `Tag: ${tag}\nFlights on weekends`,
        'We fly **together**',
      ]),
      imageUrl: random.chance(0.5) ? `https://squadrons.example/${index}.png?size=128` : null,
      locked: random.chance(0.3),
      // Neither version's /squadrons survives one without a role, or without a description.
      role: `Squadron ${index + 1}`,
      members,
    };
  });
  return [
    ...squadrons,
    {
      name: 'Founded Yesterday',
      description: 'No members yet',
      imageUrl: null,
      locked: false,
      role: 'New',
      members: [],
    },
  ];
}
