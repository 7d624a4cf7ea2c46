import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../../../src/demo/dcsserverbot/create-world.ts';
import { formatDate, formatMicros } from '../../../src/demo/dcsserverbot/dates.ts';
import {
  type DcsServerBotSimulator,
  startDcsServerBotSimulator,
} from '../../../src/demo/dcsserverbot/simulator.ts';
import type { SimulatedPilot, SimulatedWorld } from '../../../src/demo/dcsserverbot/world.ts';
import { type Recording, recordings } from '../../dcsserverbot/harness.ts';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const KEY = 'testkey-0123456789';

/** What the recorded server's database was like where it was not as usual. */
function prepare(name: string, world: SimulatedWorld): void {
  if (name.endsWith('-empty-database')) {
    world.pilots.length = 0;
    world.squadrons.length = 0;
  }
  if (name.endsWith('-no-running-campaign')) world.campaigns = [];
  const [first] = world.squadrons;
  const own = pilotOf(world, 'Special K');
  const [trap] = own?.traps ?? [];
  if (own !== undefined && name.startsWith('player_')) first?.members.push(own.ucid);
  if (trap !== undefined && name.endsWith('-null-points')) trap.points = null;
  if (first !== undefined && name.endsWith('-null-role')) first.role = null;
  if (first !== undefined && name.endsWith('-null-description')) first.description = null;
}

const pilotOf = (world: SimulatedWorld, nick: string): SimulatedPilot | undefined =>
  world.pilots.find((pilot) => pilot.name === nick);

/** The recorded request with the simulated pilot's date for the recorded one, in the same form. */
function translate(
  { name, request }: Recording,
  world: SimulatedWorld,
): { path: string; body: string | null } {
  const form = new URLSearchParams(request.body ?? '');
  const nick = /wrong-case|missing-nick|unknown$/.test(name)
    ? 'Special K'
    : (form.get('nick') ?? 'Special K');
  const seen = pilotOf(world, nick)?.lastSeen ?? NOW * 1000;
  const date = name === 'missilepk-exact-microseconds' ? formatMicros(seen) : formatDate(seen);
  // With a space it is a plus sign here, and in a multipart body nothing is encoded.
  const other = (text: string): string =>
    text.replace(
      /2026-11-\d\d(T|\+)\d\d(%3A|:)\d\d(?:%3A|:)\d\d(?:\.\d{6})?/g,
      (_, between: string, colon: string) => date.replace('T', between).replaceAll(':', colon),
    );
  // All that was recorded of events is three shots.
  const ucid = pilotOf(world, 'Special K')?.ucid ?? '';
  const path = other(request.path).replace(/ucid=\w+/, `ucid=${ucid}&event=S_EVENT_SHOT`);
  return { path, body: request.body === null ? null : other(request.body) };
}

function requestInit({ request }: Recording, body: string | null): RequestInit {
  const headers = Object.entries((request as { headers?: Record<string, string> }).headers ?? {});
  if (body?.startsWith('multipart/form-data ') === true) {
    const form = new FormData();
    const fields = JSON.parse(body.slice('multipart/form-data '.length)) as Record<string, string>;
    for (const [key, value] of Object.entries(fields)) form.set(key, value);
    return { method: request.method, headers, body: form, redirect: 'manual' };
  }
  return { method: request.method, headers, redirect: 'manual', ...(body !== null && { body }) };
}

/** `[].mission.name: string` for everything in a body; weapons are keys of a map there, and their names no part of it. */
function shape(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => shape(item, `${path}[]`));
  if (value === null || typeof value !== 'object')
    return [`${path}: ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([key, item]) =>
    shape(item, path === '.missilePK' ? `${path}.*` : `${path}.${key}`),
  );
}

const keysOf = (shapes: readonly string[]): string[] =>
  [...new Set(shapes.map((one) => one.replace(/: \w+$/, '')))].sort();

for (const version of ['documented', 'current'] as const) {
  describe(`the simulator of the ${version} version answers as recorded`, () => {
    const known = recordings(version);
    const allShapes = (endpoint: string): ReadonlySet<string> =>
      new Set(
        known
          .filter(({ name, response }) => name.startsWith(`${endpoint}-`) && response.status === 200)
          .flatMap(({ response }) => shape(JSON.parse(response.body))),
      );
    let simulator: DcsServerBotSimulator;

    beforeAll(async () => {
      simulator = await startDcsServerBotSimulator({
        version,
        prefix: version === 'documented' ? '/stats' : '',
        apiKey: KEY,
        world: createWorld(NOW),
        now: () => NOW,
      });
    });
    afterAll(() => simulator.close());

    for (const one of known) {
      it(`to ${one.name}`, async () => {
        const { world } = simulator;
        Object.assign(world, createWorld(NOW));
        if (one.name === 'missilepk-whole-second-last_seen') {
          const goose = pilotOf(world, 'Goose');
          if (goose !== undefined) goose.lastSeen = Math.floor(goose.lastSeen / 1e6) * 1e6;
        }
        prepare(one.name, world);
        const { path, body } = translate(one, world);
        const response = await fetch(new URL(path, simulator.url), requestInit(one, body));
        const text = await response.text();

        expect({ status: response.status, type: response.headers.get('content-type') }).toEqual({
          status: one.response.status,
          type: one.response.headers['content-type'] ?? null,
        });
        expect(response.headers.get('allow')).toBe(one.response.headers['allow'] ?? null);
        expect(response.headers.has('location')).toBe('location' in one.response.headers);
        if (one.response.status !== 200) {
          expect(text).toBe(one.response.body);
          return;
        }
        const recorded = JSON.parse(one.response.body) as unknown;
        const simulated = JSON.parse(text) as unknown;
        expect(Array.isArray(simulated)).toBe(Array.isArray(recorded));
        // Whether anybody has something to show within a short time is chance.
        const keys = one.name.startsWith('highscore-period-')
          ? Object.keys
          : (body: object) => keysOf(shape(body));
        expect(keys(simulated as object)).toEqual(keys(recorded as object));
        const endpoint = one.name.split('-')[0] ?? '';
        expect([...new Set(shape(simulated))].filter((type) => !allShapes(endpoint).has(type))).toEqual([]);
      });
    }
  });
}
