import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import { NotFoundError } from '../../http/errors.ts';
import { UserError } from '../../message/user-error.ts';
import type { ShownIdentifier } from '../../render/moderation/views.ts';

/** Digits of a number that somebody took for a Steam ID, a digit or two short at least. */
const LIKE_STEAM_ID = 15;

/** How much one of our servers saw of a player. */
export interface VisitedServer {
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
  readonly seconds: number;
  /** Epoch milliseconds. */
  readonly firstSeen: number | undefined;
  readonly lastSeen: number | undefined;
  /** The player is on it now. */
  readonly online: boolean;
}

/** A player whom BattleMetrics knows. */
export interface KnownPlayer {
  readonly known: true;
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
  /** Private; without RCON access only names are among them. */
  readonly identifiers: readonly ShownIdentifier[];
  /** Those of our servers where the player was. */
  readonly servers: readonly VisitedServer[];
}

/** Where players are read, and which servers count as ours. */
export interface PlayerReading {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  /** Empty: all servers of the organization. */
  readonly serverIds: readonly string[];
}

/**
 * One player with identifiers and the time on our servers, by one call.
 * @throws UserError when BattleMetrics knows nobody with that id
 */
export async function readPlayer(
  { battlemetrics, organizationId, serverIds }: PlayerReading,
  id: string,
  call: Call,
): Promise<KnownPlayer> {
  try {
    const { data, included } = await battlemetrics.players.get(
      {
        id,
        include: ['identifier', 'server'],
        fields: { server: ['name'] },
        ...(serverIds.length === 0 ? {} : { filter: { servers: serverIds } }),
      },
      call,
    );
    const identifiers = included.all('identifier').map((one) => ({
      id: one.id,
      type: one.attributes.type,
      value: one.attributes.identifier,
      lastSeen: timeOf(one.attributes.lastSeen),
    }));
    const servers = included
      .all('server')
      .filter((server) =>
        serverIds.length === 0
          ? server.relationships.organization?.data?.id === organizationId
          : serverIds.includes(server.id),
      )
      .map(({ id: serverId, attributes: { name }, meta }) => ({
        id: serverId,
        name,
        seconds: meta.timePlayed ?? 0,
        firstSeen: timeOf(meta.firstSeen),
        lastSeen: timeOf(meta.lastSeen),
        online: meta.online ?? false,
      }));
    return { known: true, id: data.id, name: data.attributes.name, identifiers, servers };
  } catch (error) {
    if (!(error instanceof NotFoundError) || error.byWebPage) throw error;
    // Ids of players are much shorter: it was to be a Steam ID, which is private and need not be said again.
    throw id.length >= LIKE_STEAM_ID
      ? new UserError(
          'player-unknown',
          'That is no Steam ID and no player id of BattleMetrics: a Steam ID has 17 digits and begins with 7656119. Check it, or pick one of the suggestions while you type.',
        )
      : new UserError(
          'player-unknown',
          `BattleMetrics knows no player with the id ${id}. Pick one of the suggestions while you type.`,
        );
  }
}

/** Epoch milliseconds of a time as the API writes it. */
export function timeOf(text: string | null | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
