import { type Answer, detail, INTERNAL_SERVER_ERROR } from './answer.ts';
import { formatMicros } from './dates.ts';
import type { UploadedFile } from './form.ts';
import { ilike } from './ilike.ts';
import type { SimulatedPilot, SimulatedServer, SimulatedWorld } from './world.ts';

export interface RouteRequest {
  readonly form: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, UploadedFile>;
  readonly query: ReadonlyMap<string, string>;
  readonly world: SimulatedWorld;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly answer: (request: RouteRequest) => Answer;
}

/** An exception in the server's code, which becomes its 500. */
export class ServerException extends Error {}

/** An `HTTPException` of the server's code, or FastAPI's own refusal of the parameters. */
export class Refused extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** @throws Refused always, with `{"detail": text}` */
export function refuse(status: number, text: string): never {
  throw new Refused(detail(status, text));
}

/** @throws Refused with 404 for a name that no server has */
export function serverNamed(world: SimulatedWorld, name: string): SimulatedServer {
  return world.servers.find((server) => server.name === name) ?? refuse(404, `Server '${name}' not found.`);
}

/** `/getuser`'s search, most recently seen first. */
export function searchPilots(world: SimulatedWorld, nick: string): SimulatedPilot[] {
  return world.pilots
    .filter((pilot) => {
      const hit = ilike(pilot.name, `%${nick}%`);
      if (hit === undefined) throw new ServerException('a string literal cannot contain NUL');
      return hit;
    })
    .sort((a, b) => b.lastSeen - a.lastSeen);
}

export const membersOf = (world: SimulatedWorld, name: string): SimulatedPilot[] => {
  const members = world.squadrons.find((squadron) => squadron.name === name)?.members ?? [];
  return world.pilots.filter((pilot) => members.includes(pilot.ucid));
};

/** The campaign whose credits are told. */
export const runningCampaign = (world: SimulatedWorld): SimulatedWorld['campaigns'][number] | undefined =>
  world.campaigns.find((campaign) => campaign.running);

const DAY_MS = 86_400_000;

/** When a token of /linkme ends, in both forms that servers write. */
export function linkExpiry(now: number, zoned: boolean): string {
  return `${formatMicros((now + 2 * DAY_MS) * 1000)}${zoned ? '+00:00' : ''}`;
}

/** A four-digit token, the same for the same account. */
export function tokenFor(discordId: string): string {
  const digits = [...discordId].reduce((sum, digit) => (sum * 31 + Number(digit)) % 9_000, 7);
  return String(digits + 1_000);
}

/** Runs a route as FastAPI does: what it raises becomes a plain 500. */
export function runRoute(route: Route, request: RouteRequest): Answer {
  try {
    return route.answer(request);
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    if (error instanceof ServerException) return INTERNAL_SERVER_ERROR;
    throw error;
  }
}
