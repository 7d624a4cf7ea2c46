import { type Answer, json } from './answer.ts';
import { readPlayer } from './current-player.ts';
import { formatMicros } from './dates.ts';
import { readPage } from './paging.ts';
import { Parameters } from './parameters.ts';
import { type RouteRequest, ServerException } from './routes.ts';
import type { SimulatedPilot, SimulatedTrap } from './world.ts';

const trapsOn = (pilot: SimulatedPilot, server: string | undefined): SimulatedTrap[] =>
  (pilot.traps ?? []).filter((trap) => !server || trap.server === server);

const latestFirst = (a: SimulatedTrap, b: SimulatedTrap): number => b.at - a.at;

/** Its bug: the points are an integer in the server's model, though they may be none or a half in its database. */
function bodyOf({ server: _, at, unitType, ...trap }: SimulatedTrap): unknown {
  if (trap.points === null || !Number.isInteger(trap.points)) {
    throw new ServerException('points: Input should be a valid integer');
  }
  const { id, ...more } = trap;
  return { id, unit_type: unitType, ...more, time: formatMicros(at) };
}

/** POST /traps: one pilot's, the latest first. */
export function traps(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const pilot = readPlayer(parameters, request);
  const page = readPage(parameters, 'body');
  parameters.check();
  const { limit, offset } = page();
  const rows = trapsOn(pilot(), request.form.get('server_name')).sort(latestFirst);
  return json(rows.slice(offset, offset + limit).map(bodyOf));
}

/** POST /greenieboard: everybody who has landed on a carrier, by name; namesakes are one. */
export function greenieboard({ form, world }: RouteRequest): Answer {
  const byName = new Map<string, SimulatedTrap[]>();
  for (const pilot of world.pilots) {
    const own = trapsOn(pilot, form.get('server_name'));
    if (own.length > 0) byName.set(pilot.name, [...(byName.get(pilot.name) ?? []), ...own]);
  }
  const players = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
  return json({
    players: players.map(([nick, own]) => ({ nick, traps: own.sort(latestFirst).map(bodyOf) })),
  });
}
