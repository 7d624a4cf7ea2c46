import { invalid } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { playersOf, playersThen, serversOf, total } from './game-population.ts';
import { SAMPLE_MS } from './history-crowd.ts';
import { dataPoint, type Point, RESOLUTIONS, spans, summary } from './history-points.ts';
import { RANGE, type Range } from './query.ts';
import { GAMES, type SimGame } from './seed-games.ts';
import type { World } from './world.ts';

/** Time series of games. */
export const metricEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/metrics',
    params: {
      'fields[dataPoint]': 'text',
      'metrics[*][name]': 'text',
      'metrics[*][range]': RANGE.closed,
      'metrics[*][resolution]': { oneOf: RESOLUTIONS },
    },
    answer: metrics,
  },
];

/** So many that nothing real is refused, and few enough that nobody waits. */
const MOST_POINTS = 10_000;
const SAMPLES_A_SPAN = 6;
/** Who plays by Steam, of all who play. */
const STEAM = 0.6;

interface Group {
  readonly at: string;
  readonly names: readonly string[];
  readonly range: Range;
  /** Milliseconds. */
  readonly length: number;
}

function metrics(call: SimCall) {
  const groups = groupsOf(call);
  const wanted = groups.reduce(
    (sum, { names, range, length }) => sum + (names.length * Math.max(0, range.to - range.from)) / length,
    0,
  );
  if (wanted > MOST_POINTS) throw invalid('Too many data points', { parameter: 'metrics' });
  const several = groups.reduce((sum, { names }) => sum + names.length, 0) > 1;
  const data = groups.flatMap(({ at, names, range, length }, group) =>
    names.flatMap((name) => {
      const count = counter(call, name, `metrics[${at}][name]`);
      return spans(range.from, Math.min(range.to, call.now), length).map((time) => {
        const point = pointOf(time, length, call.now, count);
        return dataPoint(call, { ...point, group, ...(several && { name }) });
      });
    }),
  );
  return { status: 200, body: { data } };
}

/** In the order in which they first came. */
function groupsOf({ query }: SimCall): Group[] {
  const keys = query.names().flatMap((name) => /^metrics\[(\d+)\]/.exec(name)?.[1] ?? []);
  if (keys.length === 0) {
    throw invalid("must have required property 'metrics'", { parameter: 'metrics' });
  }
  return [...new Set(keys)].map((at) => {
    query.required(`metrics[${at}][name]`);
    query.required(`metrics[${at}][range]`);
    const resolution = query.required(`metrics[${at}][resolution]`);
    const names = query.list(`metrics[${at}][name]`) ?? [];
    if (names.length === 0) throw invalid('must match pattern', { parameter: `metrics[${at}][name]` });
    const range = query.range(`metrics[${at}][range]`) ?? { from: 0, to: 0 };
    const length = resolution === 'raw' ? SAMPLE_MS : Number(resolution) * 60_000;
    return { at, names, range, length };
  });
}

type Counter = (time: number) => number;

/** `games.{game}.players`, the same with `.steam`, and `games.{game}.servers`. */
function counter({ world, now }: SimCall, name: string, parameter: string): Counter {
  const [, id, what] = /^games\.([a-z0-9]+)\.(players|players\.steam|servers)$/.exec(name) ?? [];
  const game = GAMES.find((one) => one.id === id);
  if (game === undefined) throw invalid('Unknown metric', { parameter });
  if (what === 'servers') return () => total(serversOf(world, game));
  const part = what === 'players' ? 1 : STEAM;
  return (time) => Math.round(part * playersAt(world, game, time, now));
}

function playersAt(world: World, game: SimGame, time: number, now: number): number {
  return time > now - SAMPLE_MS ? total(playersOf(world, game, now)) : playersThen(world, game, time);
}

function pointOf(time: number, length: number, now: number, count: Counter): Point {
  if (length === SAMPLE_MS) return { time, value: count(time) };
  const times = Array.from({ length: SAMPLES_A_SPAN }, (_, nth) => time + (nth * length) / SAMPLES_A_SPAN);
  const samples = times.filter((one) => one <= now).map(count);
  return summary(time, samples, length);
}
