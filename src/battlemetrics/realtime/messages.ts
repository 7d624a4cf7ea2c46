import { z } from 'zod';
import type { Channel } from './channels.ts';

/** What a reader of the real-time connection gets. The payloads are not documented: all of their fields may be missing. */
export type RealtimeMessage = RealtimeData | RealtimeGap | ChannelRefused;

/** Something that BattleMetrics published. */
export type RealtimeData = ServerUpdate | Activity;

interface Published {
  /** Comes once only, however often it was sent; undefined when it has none. */
  readonly id: string | undefined;
  /** As the server names it; see `parseChannel`. */
  readonly channel: string | undefined;
  /** As it came. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** `SERVER_UPDATE`: a server's state changed, or who is on it. */
export interface ServerUpdate extends Published {
  readonly kind: 'server-update';
  readonly serverId: string | undefined;
  /** What changed of the attributes that the API documents for a server. */
  readonly name: string | undefined;
  readonly status: string | undefined;
  readonly players: number | undefined;
  readonly maxPlayers: number | undefined;
  readonly moves: readonly PlayerMove[];
}

export interface PlayerMove {
  /** `add` for one who came; what else there is is not known. */
  readonly action: string;
  readonly playerId: string | undefined;
  readonly name: string | undefined;
  /** Those that the token may see. */
  readonly identifiers: readonly { readonly type: string; readonly identifier: string }[];
}

/** `ACTIVITY`: what the activity feed shows, in the form of the API's resources. */
export interface Activity extends Published {
  readonly kind: 'activity';
  /** Such as `event:addPlayer`, `playerMessage`. */
  readonly messageType: string | undefined;
  /** Epoch milliseconds. */
  readonly timestamp: number | undefined;
  readonly text: string | undefined;
  readonly playerIds: readonly string[];
  readonly serverIds: readonly string[];
}

/** Messages are missing here: who shows a state asks for it anew. */
export type RealtimeGap =
  /** The connection was gone, and what was missed since (epoch milliseconds) cannot be had. */
  | { readonly kind: 'gap'; readonly reason: 'disconnected'; readonly since: number }
  /** Messages were not read fast enough, and the oldest were dropped. */
  | { readonly kind: 'gap'; readonly reason: 'slow-reader'; readonly dropped: number };

/** The server let us not into a channel. It is tried again with the next connection. */
export interface ChannelRefused {
  readonly kind: 'refused';
  readonly channel: Channel;
  /** What the server said: for operators, never in public. */
  readonly apiMessage: string | undefined;
}

const record = z.record(z.string(), z.unknown());
const text = z.string().optional().catch(undefined);
const count = z.number().optional().catch(undefined);
/** Ids are numbers in texts; a bare number is taken for the same. */
const id = z
  .union([z.string().min(1), z.number().transform(String)])
  .optional()
  .catch(undefined);

/** Elements of another form are left out; what is no list is an empty one. */
function listOf<S extends z.ZodType>(element: S) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((all) =>
      all.flatMap((one) => {
        const { success, data } = element.safeParse(one);
        return success ? [data] : [];
      }),
    );
}

const identifier = z.object({ type: z.string(), identifier: z.string() });
const move = z
  .object({ action: z.string(), id, name: text, identifiers: listOf(identifier) })
  .transform(
    ({ action, id: playerId, name, identifiers }): PlayerMove => ({ action, playerId, name, identifiers }),
  );
const serverAttributes = z.object({ name: text, status: text, players: count, maxPlayers: count });
const serverUpdate = z.object({
  id,
  attributes: serverAttributes.catch(serverAttributes.parse({})),
  players: listOf(move),
});

const refs = z
  .object({ data: listOf(z.object({ id: z.string() })) })
  .transform(({ data }) => data.map((ref) => ref.id))
  .catch([]);
const activityAttributes = z.object({ messageType: text, timestamp: text, message: text });
const activityRelations = z.object({ players: refs, servers: refs });
const activity = z.object({
  attributes: activityAttributes.catch(activityAttributes.parse({})),
  relationships: activityRelations.catch(activityRelations.parse({})),
});

export interface PublishedFrame {
  readonly i: string | undefined;
  readonly t: string;
  readonly p: unknown;
  readonly c: string | undefined;
}

/** Reads a published frame; undefined for a type that is not known, or a payload that is no object. */
export function readPublished({ i, t, p, c }: PublishedFrame): RealtimeData | undefined {
  const payload = record.safeParse(p).data;
  if (payload === undefined) return undefined;
  const published: Published = { id: i, channel: c, payload };
  if (t === 'SERVER_UPDATE') {
    const { id: serverId, attributes, players: moves } = serverUpdate.parse(payload);
    const { name, status, players, maxPlayers } = attributes;
    return { kind: 'server-update', ...published, serverId, name, status, players, maxPlayers, moves };
  }
  if (t === 'ACTIVITY') {
    const { attributes, relationships } = activity.parse(payload);
    const { messageType, timestamp, message } = attributes;
    const time = Date.parse(timestamp ?? '');
    return {
      kind: 'activity',
      ...published,
      messageType,
      timestamp: Number.isNaN(time) ? undefined : time,
      text: message,
      playerIds: relationships.players,
      serverIds: relationships.servers,
    };
  }
  return undefined;
}
