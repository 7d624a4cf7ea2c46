import { isIPv4 } from 'node:net';
import { invalid, notFound } from './api-error.ts';
import { type Body, type Json, UUID } from './body.ts';
import type { World } from './world.ts';

/** What bodies about servers have in common. */

const PORTS = { least: 0, most: 65_535 } as const;
const MOST_PASSWORD = 1_000;

export interface RconSettings {
  readonly metadata: Json | undefined;
}

export function readIp(attributes: Body): string {
  const ip = attributes.text('ip', 1, 100);
  if (!isIPv4(ip)) throw invalid('must match format "ipv4"', { pointer: attributes.pointer('ip') });
  return ip;
}

export function readPort(attributes: Body, key: 'port' | 'portQuery'): number {
  return attributes.integer(key, PORTS.least, PORTS.most);
}

/**
 * Port, password and settings belong together: "You must provide both portRCON and rconPassword", and metadata with both
 * alone. Port and password can not be read again, so nothing keeps them. Undefined: nothing of RCON is there.
 *
 * @throws SimError 400
 */
export function readRcon(attributes: Body, metadata: Json | undefined): RconSettings | undefined {
  const keys = ['portRCON', 'rconPassword'];
  if (metadata === undefined && !keys.some((key) => attributes.has(key))) return undefined;
  for (const key of keys) {
    if (!attributes.has(key)) {
      throw invalid(`must have required property '${key}'`, { pointer: '/data/attributes' });
    }
  }
  attributes.integer('portRCON', 10, PORTS.most);
  attributes.text('rconPassword', 1, MOST_PASSWORD);
  return { metadata };
}

/** Null: the organization's default; undefined: nothing is said. @throws SimError 400, and 404 for an unknown list */
export function readDefaultBanList(
  { banLists }: World,
  related: Body | undefined,
): string | null | undefined {
  if (related === undefined || !related.has('defaultBanList')) return undefined;
  const list = related.object('defaultBanList', ['data'], ['data']);
  if (list.raw('data') === null) return null;
  const id = related.relation('defaultBanList', 'banList', UUID);
  if (!banLists.some((known) => known.id === id)) throw notFound();
  return id;
}
