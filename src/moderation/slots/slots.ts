import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { ReservedSlot } from '../../battlemetrics/schemas/reserved-slot.ts';
import type { Call } from '../../http/call.ts';
import { NotFoundError } from '../../http/errors.ts';
import { UserError } from '../../message/user-error.ts';
import { escapeText } from '../../render/escape.ts';
import type { ShownSlot } from '../../render/moderation/views.ts';
import { relativeTime } from '../../render/timestamps.ts';
import { NOBODY, type SlotAddRequest, type SlotRemoveRequest } from '../../store/moderation-request.ts';
import { withScope } from '../lacking-scope.ts';
import { parseLasting } from '../moments.ts';
import type { PlayerFinder } from '../players/player-finder.ts';
import type { OwnServer, ServerFinder } from '../servers/server-finder.ts';
import { ownIdentifiers } from './slot-identifiers.ts';

/** Reserved slots on the organization's servers. */
export interface Slots {
  /** Those that are not over, of one player or of everybody: the latest 100. @throws UserError as the PlayerFinder */
  list(player: string | undefined, call: Call): Promise<readonly ShownSlot[]>;
  /** At most 25 whose player's name fits the text, the latest first, for completion. One call, or two. */
  search(text: string, call: Call): Promise<readonly ShownSlot[]>;
  /**
   * On one of our servers, or on all.
   * @throws UserError as the finders, for a duration that is none, for a player of whom nothing is known that belongs
   * to one person alone, and when a slot on the same servers is there already
   */
  addRequest(
    input: {
      readonly player: string;
      readonly duration: string;
      readonly server?: string | undefined;
    },
    call: Call,
  ): Promise<SlotAddRequest>;
  /** @throws UserError when there is no such slot of the organization */
  removeRequest(slotId: string, call: Call): Promise<SlotRemoveRequest>;
}

interface SlotsOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  readonly players: Pick<PlayerFinder, 'known'>;
  readonly servers: ServerFinder;
  /** IANA: in it an end that is a date is read. */
  readonly timezone: string;
  readonly now: () => number;
}

const MOST_LISTED = 100;
const MOST_CHOICES = 25;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;
const WHAT = 'have reserved slots';

export function createSlots(options: SlotsOptions): Slots {
  const { battlemetrics, organizationId, players, servers, timezone, now } = options;
  const read = (
    filter: { readonly player?: string; readonly search?: string },
    size: number,
    call: Call,
  ): Promise<readonly ReadSlot[]> =>
    withScope('reserved-slot:read', 'read reserved slots', async () => {
      const page = await battlemetrics.reservedSlots.list(
        {
          filter: { organization: organizationId, expired: false, ...filter },
          include: ['server', 'player'],
          fields: { server: ['name'], player: ['name'] },
          page: { size },
        },
        call,
      );
      return page.data.map((slot) => ({
        slot,
        player: page.included.related(slot, 'player')?.attributes.name,
        servers: serverIdsOf(slot).map((id) => page.included.get('server', id)?.attributes.name ?? id),
      }));
    });

  return {
    async list(player, call) {
      const whose = player === undefined ? undefined : await players.known(player, call, { what: WHAT });
      const slots = await read(whose === undefined ? {} : { player: whose.id }, MOST_LISTED, call);
      return slots.map(toShown).map((slot) => ({ ...slot, player: slot.player ?? whose?.name }));
    },

    async search(text, call) {
      const search = text.trim();
      const latest = await read({}, MOST_LISTED, call);
      const wanted = search.toLowerCase();
      const fitting = latest.filter(({ slot, player }) =>
        [slot.id, player?.toLowerCase() ?? ''].some((known) => known.includes(wanted)),
      );
      // BattleMetrics' search lags behind what was just reserved, so it is asked only for what is older.
      const older =
        latest.length < MOST_LISTED || fitting.length >= MOST_CHOICES || search === ''
          ? []
          : await read({ search }, MOST_CHOICES, call);
      const byId = new Map([...fitting, ...older].map((one) => [one.slot.id, one]));
      return [...byId.values()].slice(0, MOST_CHOICES).map(toShown);
    },

    async addRequest({ player: whose, duration, server }, call) {
      const durationMs = parseLasting(duration, 'A reserved slot', true, { timezone, now: now() });
      // Nothing asks before a slot is given: a part of a name is not enough.
      const [player, where] = await Promise.all([
        players.known(whose, call, { wholeName: true, what: WHAT }),
        server === undefined ? servers.all(call) : servers.resolve(server, call).then((one) => [one]),
      ]);
      if (where.length === 0) {
        throw new UserError('slot-no-server', 'BattleMetrics shows no server of ours to reserve a slot on.');
      }
      const identifiers = [...ownIdentifiers(player.identifiers)];
      const there = (await read({ player: player.id }, MOST_LISTED, call)).find(({ slot }) =>
        holdsOn(slot, where),
      );
      if (there !== undefined) throw alreadyThere(there, player.name);
      const subject = { playerId: player.id, name: player.name, steamId: null };
      const on = where.map(({ id, name }) => ({ id, name }));
      return { kind: 'slot-add', subject, playerId: player.id, identifiers, servers: on, durationMs };
    },

    removeRequest: (text, call) =>
      withScope('reserved-slot:read', 'read reserved slots', async () => {
        const id = text.trim().toLowerCase();
        if (!UUID.test(id)) throw unknown();
        try {
          const include = ['player'] as const;
          const { data, included } = await battlemetrics.reservedSlots.get({ id, include }, call);
          const { organization, player } = data.relationships;
          // The token's owner may be in several organizations.
          if (organization?.data != null && organization.data.id !== organizationId) throw unknown();
          const playerId = player?.data?.id;
          const name = included.related(data, 'player')?.attributes.name ?? null;
          const subject = playerId === undefined ? NOBODY : { playerId, name, steamId: null };
          return { kind: 'slot-remove', subject, slotId: id, expires: expiresOf(data) };
        } catch (error) {
          if (error instanceof NotFoundError && !error.byWebPage) throw unknown();
          throw error;
        }
      }),
  };
}

interface ReadSlot {
  readonly slot: ReservedSlot;
  readonly player: string | undefined;
  readonly servers: readonly string[];
}

function serverIdsOf({ relationships }: ReservedSlot): readonly string[] {
  return (relationships.servers?.data ?? []).map(({ id }) => id);
}

/** A slot that names no servers holds on all. */
function holdsOn(slot: ReservedSlot, where: readonly OwnServer[]): boolean {
  const ids = serverIdsOf(slot);
  return ids.length === 0 || where.every(({ id }) => ids.includes(id));
}

/** Epoch milliseconds; null is never. */
function expiresOf({ attributes: { expires } }: ReservedSlot): number | null {
  return expires === null ? null : Date.parse(expires);
}

function toShown({ slot, player, servers }: ReadSlot): ShownSlot {
  const createdAt = Date.parse(slot.attributes.createdAt ?? '');
  return {
    id: slot.id,
    playerId: slot.relationships.player?.data?.id ?? null,
    player,
    servers,
    createdAt: Number.isNaN(createdAt) ? undefined : createdAt,
    expires: expiresOf(slot),
  };
}

function alreadyThere({ slot, servers }: ReadSlot, name: string): UserError {
  const [first, second] = servers;
  const where =
    first === undefined || second !== undefined
      ? `${servers.length || 'all'} servers`
      : escapeText(first, 80);
  const expires = expiresOf(slot);
  const until = expires === null ? 'for good' : `until ${relativeTime(expires)}`;
  return new UserError(
    'slot-there-already',
    `${escapeText(name, 80)} has a reserved slot on ${where} already, ${until}. To change it, take it away with \`/slot remove\` first: \`${slot.id}\`.`,
  );
}

function unknown(): UserError {
  return new UserError(
    'slot-unknown',
    'There is no such reserved slot. Pick one of the suggestions of `slot` while you type.',
  );
}
