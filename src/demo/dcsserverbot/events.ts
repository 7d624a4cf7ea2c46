import { type Answer, json } from './answer.ts';
import { formatMicros } from './dates.ts';
import { Parameters } from './parameters.ts';
import { type RouteRequest, ServerException } from './routes.ts';
import { type SimulatedPilot, type SimulatedSortie, TARGETS, type Target } from './world.ts';

/** The categories of DCS, and what stands for them in the simulated missions. */
const ENEMIES: Readonly<Record<Target, { readonly category: string; readonly type: string }>> = {
  planes: { category: 'Airplanes', type: 'MiG-29A' },
  helicopters: { category: 'Helicopters', type: 'Mi-24P' },
  ships: { category: 'Ships', type: 'MOLNIYA' },
  sams: { category: 'Air Defence', type: 'Kub 2P25 ln' },
  ground: { category: 'Ground Units', type: 'T-72B' },
};

export interface MissionEvent {
  readonly event: string;
  readonly missionId: number;
  /** Epoch microseconds. */
  readonly at: number;
  /** `other` is who did it, or to whom it was done; whose name is known is nobody's but the pilot's. */
  readonly role: 'initiator' | 'target';
  readonly module: string;
  readonly other?: { readonly category: string; readonly type: string };
  readonly weapon?: string;
  readonly place?: string;
  readonly comment?: string;
}

/**
 * What a pilot's flights left in the table of events, oldest first: as many kills, deaths, starts and landings as the
 * flights count. The landings on carriers are marked beside.
 */
export function eventsOf(pilot: SimulatedPilot): MissionEvent[] {
  const { sorties, weapons, traps = [] } = pilot;
  const arms = weapons.map(({ weapon }) => weapon).filter((weapon) => weapon !== '');
  const flown = sorties.flatMap((sortie) => eventsIn(sortie, arms));
  const landings = traps.map(
    (trap): MissionEvent => ({
      event: 'S_EVENT_LANDING_QUALITY_MARK',
      missionId: missionIdAt(trap.at),
      at: trap.at,
      role: 'initiator',
      module: trap.unitType,
      place: trap.place,
      comment: `LSO: GRADE:${trap.grade} : ${trap.comment}`,
    }),
  );
  return [...flown, ...landings].sort((a, b) => a.at - b.at);
}

function eventsIn(sortie: SimulatedSortie, arms: readonly string[]): MissionEvent[] {
  const { kills, deaths, module, endedAt, playtime } = sortie;
  const bare: Omit<MissionEvent, 'at' | 'missionId' | 'event'>[] = [];
  const names: string[] = [];
  const add = (event: string, more: Partial<MissionEvent> = {}): void => {
    names.push(event);
    bare.push({ role: 'initiator', module, ...more });
  };
  const times = (count: number, what: (index: number) => void): void => {
    for (let index = 0; index < count; index += 1) what(index);
  };
  times(sortie.takeoffs, () => add('S_EVENT_TAKEOFF'));
  for (const target of TARGETS) {
    times(kills[target], (index) => {
      const weapon = arms[index % Math.max(1, arms.length)];
      const of = { other: ENEMIES[target], ...(weapon !== undefined && { weapon }) };
      add('S_EVENT_SHOT', weapon === undefined ? {} : { weapon });
      add('S_EVENT_HIT', of);
      add('S_EVENT_KILL', of);
    });
    times(deaths[target], () => add('S_EVENT_KILL', { role: 'target', other: ENEMIES[target] }));
  }
  times(sortie.ejections, () => add('S_EVENT_EJECTION'));
  times(sortie.crashes, () => add('S_EVENT_CRASH'));
  times(sortie.landings, () => add('S_EVENT_LAND'));
  // Evenly over the flight, whose end is the last of them.
  const step = (playtime * 1_000_000) / Math.max(1, bare.length);
  return bare.map((one, index) => {
    const at = Math.round(endedAt * 1_000 - (bare.length - 1 - index) * step);
    return { ...one, event: names[index] ?? '', at, missionId: missionIdAt(endedAt * 1_000) };
  });
}

const DAY_MICROS = 86_400_000_000;

/** One for each day, counted from that on which the simulated servers began: 1 January 2024. */
const missionIdAt = (micros: number): number => Math.max(1, Math.floor(micros / DAY_MICROS) - 19_722);

const BLUE = 2;
const RED = 1;

function bodyOf(one: MissionEvent, ucid: string): unknown {
  const self = { id: ucid, side: BLUE, type: one.module, cat: 'Airplanes' };
  const other = {
    id: null,
    side: one.other ? RED : null,
    type: one.other?.type ?? null,
    cat: one.other?.category ?? null,
  };
  const [init, target] = one.role === 'initiator' ? [self, other] : [other, self];
  return {
    mission_id: one.missionId,
    event: one.event,
    init_id: init.id,
    init_side: init.side,
    init_type: init.type,
    init_cat: init.cat,
    target_id: target.id,
    target_side: target.side,
    target_type: target.type,
    target_cat: target.cat,
    weapon: one.weapon ?? null,
    place: one.place ?? null,
    comment: one.comment ?? null,
    time: formatMicros(one.at),
  };
}

/** GET /events: what a pilot did and suffered within a time. An unknown UCID has nothing; a limit of 0 is none. */
export function events(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const ucid = parameters.text('query', 'ucid');
  const from = parameters.instant('query', 'start_time');
  const to = parameters.instant('query', 'end_time');
  const event = parameters.optionalText('query', 'event');
  const initType = parameters.optionalText('query', 'init_type');
  const offset = parameters.optionalInteger('query', 'offset', 0);
  const limit = parameters.optionalInteger('query', 'limit', 10);
  parameters.check();
  if (limit < 0 || (limit > 0 && offset < 0)) throw new ServerException('LIMIT must not be negative');
  // Its bug: both are put into the query as they are, where a quote ends it.
  if (event?.includes("'") || initType?.includes("'"))
    throw new ServerException('unterminated quoted string');
  const pilot = request.world.pilots.find((one) => one.ucid === ucid);
  const typeOf = ({ role, module, other }: MissionEvent) => (role === 'initiator' ? module : other?.type);
  const found = (pilot === undefined ? [] : eventsOf(pilot)).filter(
    (one) =>
      one.at >= from &&
      one.at <= to &&
      (!event || one.event === event) &&
      (!initType || typeOf(one) === initType),
  );
  const page = limit === 0 ? found : found.slice(offset, offset + limit);
  return json(page.map((one) => bodyOf(one, ucid)));
}
