import type { SimToken } from '../../../src/demo/battlemetrics/api.ts';
import type { DocumentedOperation } from '../../battlemetrics/document.ts';
import { clock, simulator } from './harness.ts';

/** Ranges must start within 30 days, and those of the examples start then. */
export const STAGED_AT = Date.parse('2017-12-31T00:00:00Z');
const OWN = '25069';
const NEIGHBOURS = '30001';
const WANDERERS = '30004';
const RANGE = '2017-12-01T00:00:00Z:2017-12-31T00:00:00Z';
const EXEMPTION = '00000000-0000-4000-8000-000000000001';
const SLOT = '00000000-0000-4000-8000-000000000002';

const EVERYTHING = ['ban', 'ban-list', 'flag', 'note', 'rcon', 'reserved-slot'];

/** Examples that no server could take as they stand. */
const QUERY: Readonly<Record<string, string>> = {
  'filter[organization]': OWN,
  'filter[organizations]': OWN,
  'filter[range]': RANGE,
};

/**
 * A world that has one of everything, and what of it stands for the placeholders of the document. Its clock stands at
 * `STAGED_AT`.
 */
export async function stage({ method, path }: DocumentedOperation, tokens?: readonly SimToken[]) {
  const { now } = clock(STAGED_AT);
  const limits = { perMinute: 1_000, perSecond: 1_000 };
  const everything = [{ token: 'simulator-token', scopes: EVERYTHING }];
  const { sim, ask } = await simulator({ now, limits, tokens: [...everything, ...(tokens ?? [])] });
  const { world } = sim;
  const [ban] = world.bans;
  const [player] = world.players;
  const [flag] = world.flags;
  const ownList = world.banLists[1];
  const [invite] = world.network.invites;
  const [native] = world.network.nativeBans;
  const friend = world.network.friends.find(({ organizationId }) => organizationId === OWN);
  if (!ban || !player || !flag || !ownList || !invite || !native || !friend)
    throw new Error('an empty world');
  const code = { id: 'rygK6AV7YW', limit: null };
  const isTaken = path.endsWith('accept-invite');
  world.network.invites.push({ ...invite, ...code, ...(!isTaken && { banListId: ownList.id }) });
  if (!path.endsWith('exemptions') || method !== 'POST') {
    world.exemptions.push({ id: EXEMPTION, banId: ban.id, organizationId: OWN, reason: null });
  }
  if (method === 'DELETE' && path.includes('relationships/flags')) {
    world.flagPlayers.push({ playerId: player.id, flagId: flag.id, addedAt: 0, removedAt: undefined });
  }
  const { user } = world;
  const slot = { id: SLOT, playerId: player.id, serverIds: null, identifiers: [], expires: null, meta: null };
  world.reservedSlots.push({ ...slot, createdAt: 0, userId: user.id });
  friend.flagsShared = [flag.id];
  friend.flagsUsed = [flag.id];
  const first = async (target: string): Promise<string> => Object((await ask('GET', target)).json).data[0].id;
  // Nobody leaves a list that is their own.
  const isLeft = method === 'DELETE' && path.startsWith('/ban-lists');
  const ids: Readonly<Record<string, string>> = {
    ban: ban.id,
    banExemption: EXEMPTION,
    banList: ownList.id,
    banListInvite: code.id,
    banNative: native.id,
    game: 'rust',
    gameFeature: await first('/game-features'),
    organization: isLeft ? NEIGHBOURS : OWN,
    organizationFriend: `${OWN}:${NEIGHBOURS}`,
    player: player.id,
    playerFlag: flag.id,
    playerNote: world.notes[0]?.id ?? '',
    reservedSlot: SLOT,
    server: '1000101',
    session: await first(`/players/${player.id}/relationships/sessions`),
    user: user.id,
  };
  return { sim, ask, ids };
}

/** The second `GET /sessions` of the document is of one. */
export function pathOf({ path, text }: DocumentedOperation, ids: Readonly<Record<string, string>>): string {
  const whole = /details on a specific session/i.test(text) ? '/sessions/{session_id}' : path;
  return whole
    .replace('friends/{organization_id}', `friends/${NEIGHBOURS}`)
    .replace(/\{(\w+)_id\}/g, (_, type: string) => ids[type] ?? `no ${type}`);
}

export function queryOf({ curl }: DocumentedOperation): string {
  const mistaken = new Set(curl.mistakes?.map(({ name }) => name));
  const pairs = (curl.query ?? []).flatMap(([name, value]): [string, string][] => {
    // The document's example is a hash as Ruby prints it.
    if (name === 'metrics[]') {
      return [
        ['metrics[0][name]', 'games.rust.players'],
        ['metrics[0][range]', RANGE],
        ['metrics[0][resolution]', '60'],
      ];
    }
    const own = QUERY[name];
    if (own === undefined && mistaken.has(name)) return [];
    return [[name, own ?? value]];
  });
  // "Can not be combined", as the document says itself below its example.
  const both = pairs.some(([name]) => name === 'filter[range]');
  return encode(pairs.filter(([name]) => !both || name !== 'filter[at]'));
}

export function encode(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

/** The example with what the world has in place of what it names. */
export function bodyOf(value: unknown, ids: Readonly<Record<string, string>>, under = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => bodyOf(item, ids));
  if (typeof value !== 'object' || value === null) return under === 'color' ? '#c62828' : value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    const type: unknown = Object(value).type;
    if (key === 'id' && under === 'friend data') return [key, WANDERERS];
    if (key === 'id' && typeof type === 'string') return [key, ids[type] ?? item];
    return [key, bodyOf(item, ids, under === 'friend' ? 'friend data' : key)];
  });
  return Object.fromEntries(entries);
}
