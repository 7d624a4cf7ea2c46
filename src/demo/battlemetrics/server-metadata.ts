import { invalid } from './api-error.ts';
import type { Body, Json } from './body.ts';

/** The settings of a server's RCON connection as bodies have them. Document: "Server", `data:attributes:metadata`. */

type Kind =
  | 'boolean'
  | 'text'
  | 'nullable-boolean'
  | 'nullable-text'
  | readonly string[]
  | { readonly least: number; readonly most?: number };

const KINDS: Readonly<Record<string, Kind>> = {
  betaSourceProtocol: 'boolean',
  clientPerf: 'boolean',
  connectionType: ['source', 'ws'],
  disableLocked: 'nullable-boolean',
  disabledReason: 'nullable-text',
  hasSourceMod: 'nullable-boolean',
  hllGetPlayerInfo: 'boolean',
  hllPlayerListInterval: { least: 60, most: 300 },
  logSecret: 'nullable-text',
  rconIP: 'text',
  reservedSlotKickReason: 'text',
  reservedSlots: { least: 0 },
  reservedSlotsKickLastToJoin: 'boolean',
  statusInterval: { least: 15, most: 300 },
  useConnectionPool: 'boolean',
  useGetChat: 'boolean',
  username: 'text',
};

const MOST_TEXT = 1_000;

/** @throws SimError 400; undefined where there is none */
export function readMetadata(attributes: Body): Json | undefined {
  const metadata = attributes.optional('metadata', Object.keys(KINDS));
  if (metadata === undefined) return undefined;
  const entries = Object.entries(KINDS)
    .filter(([key]) => metadata.has(key))
    .map(([key, kind]) => [key, read(metadata, key, kind)] as const);
  return Object.fromEntries(entries);
}

function read(metadata: Body, key: string, kind: Kind): unknown {
  switch (kind) {
    case 'boolean':
      return metadata.boolean(key);
    case 'text':
      return metadata.text(key, 0, MOST_TEXT);
    case 'nullable-boolean':
      return metadata.nullable(key, () => metadata.boolean(key));
    case 'nullable-text':
      return metadata.nullable(key, () => metadata.text(key, 0, MOST_TEXT));
  }
  if ('least' in kind) return metadata.integer(key, kind.least, kind.most);
  const value = metadata.raw(key);
  if (typeof value === 'string' && kind.includes(value)) return value;
  throw invalid('must be equal to one of the allowed values', { pointer: metadata.pointer(key) });
}
