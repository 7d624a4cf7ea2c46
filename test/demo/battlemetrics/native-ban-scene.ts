import { expect } from 'vitest';
import type { Ask } from './harness.ts';

export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const OWN = { organization: { data: { type: 'organization', id: '25069' } } };
export const STEAM_ID = { type: 'steamID', identifier: '76561197960265999' };

/** Bans a Steam ID, an address and a known BattlEye GUID. */
export async function ban(ask: Ask, attributes: object, relationships: object = OWN): Promise<string> {
  const data = {
    type: 'ban',
    attributes: {
      reason: 'Cheating',
      expires: null,
      identifiers: [
        { ...STEAM_ID, manual: true },
        { type: 'ip', identifier: '192.0.2.77', manual: true },
        500000002,
      ],
      nativeEnabled: true,
      ...attributes,
    },
    relationships,
  };
  const made = await ask('POST', '/bans', { body: { data } });
  expect(made.status).toBe(201);
  return Object(made.json).data.id;
}

export interface Native {
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly relationships: { readonly server: { readonly data: { readonly id: string } } };
}

export async function natives(ask: Ask, query: string): Promise<readonly Native[]> {
  return Object((await ask('GET', `/bans-native?page[size]=100&${query}`)).json).data;
}
