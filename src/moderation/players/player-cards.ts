import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import type {
  CurrentSession,
  Part,
  PlayerCard,
  ShownBan,
  ShownFlag,
  TimeOnOurServers,
} from '../../render/moderation/views.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import type { PlayerWatches } from '../../store/player-watches.ts';
import type { BanFinder } from '../bans/ban-finder.ts';
import type { Flags } from '../flags/flags.ts';
import { partOf } from '../lacking-scope.ts';
import type { Notes } from '../notes/notes.ts';
import type { KnownPlayer, VisitedServer } from './known-player.ts';
import type { PlayerFinder } from './player-finder.ts';
import { relatedPlayers } from './related-players.ts';

/** Everything about one player that helps a moderator. */
export interface PlayerCards {
  /**
   * Seven calls of the API for an id (the player with identifiers and servers, flags, notes, bans twice, sessions,
   * related players), one more for a name or a Steam ID; all but the first at once.
   * @throws UserError as the PlayerFinder, ApiError or LimiterError when the player himself cannot be read; what else
   * fails shows in its part of the card
   */
  of(player: string, call: Call): Promise<PlayerCard>;
}

export interface CardsOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  /** Empty: all servers of the organization. */
  readonly serverIds: readonly string[];
  readonly players: Pick<PlayerFinder, 'known'>;
  readonly bans: Pick<BanFinder, 'list'>;
  readonly flags: Pick<Flags, 'shown'>;
  readonly notes: Pick<Notes, 'of'>;
  readonly actions: Pick<ModerationActions, 'search'>;
  readonly watches: Pick<PlayerWatches, 'find'>;
  readonly now: () => number;
}

const MOST_NOTES = 5;
/** Of each kind. */
const MOST_BANS = 5;
const MOST_ACTIONS = 5;

export function createPlayerCards(options: CardsOptions): PlayerCards {
  const { battlemetrics, organizationId, serverIds, players, bans, flags, notes, actions, watches, now } =
    options;

  const bansOf = async (player: string, call: Call) => {
    const all = (await bans.list({ state: 'all', player }, call)).bans;
    const isOver = ({ expires }: ShownBan) => expires !== null && expires <= now();
    return {
      active: all.filter((ban) => !isOver(ban)).slice(0, MOST_BANS),
      past: all.filter(isOver).slice(0, MOST_BANS),
    };
  };

  /** The first page is enough: the latest stays come first, and one that lasts is the latest on its server. */
  const sessionOf = async (player: string, call: Call): Promise<CurrentSession | undefined> => {
    const filter = serverIds.length === 0 ? { organizations: [organizationId] } : { servers: serverIds };
    const query = { player, filter, include: ['server'] as const, fields: { server: ['name'] as const } };
    const { data, included } = await battlemetrics.players.sessions(query, call);
    for (const session of data) {
      const { attributes } = session;
      const server = included.related(session, 'server');
      if (attributes.stop !== null || server === undefined) continue;
      const isOurs =
        serverIds.includes(server.id) ||
        (serverIds.length === 0 && server.relationships.organization?.data?.id === organizationId);
      if (isOurs) return { server: server.attributes.name, since: Date.parse(attributes.start) };
    }
    return undefined;
  };

  const isWatched = async (player: string, has: Part<readonly ShownFlag[]>): Promise<boolean> => {
    const found = await Promise.all([
      watches.find('player', player),
      ...(has.ok ? has.value.map(({ id }) => watches.find('flag', id)) : []),
    ]);
    return found.some((watch) => watch !== undefined);
  };

  return {
    async of(text, call) {
      const player = await players.known(text, call, { what: 'be shown' });
      const { id } = player;
      const [flagPart, notePart, banPart, session, related, record] = await Promise.all([
        partOf(() => flags.shown(id, call), now),
        partOf(async () => (await notes.of(id, call)).slice(0, MOST_NOTES), now),
        partOf(() => bansOf(id, call), now),
        partOf(() => sessionOf(id, call), now),
        partOf(() => relatedPlayers(battlemetrics, id, call), now),
        actions.search({ player: id }, MOST_ACTIONS),
      ]);
      return {
        id,
        name: player.name,
        identifiers: { ok: true, value: identifiersOf(player) },
        flags: flagPart,
        notes: notePart,
        bans: banPart,
        time: { ok: true, value: timeOn(player.servers) },
        session,
        related,
        record,
        watched: await isWatched(id, flagPart),
      };
    },
  };
}

/** The last seen first. */
function identifiersOf({ identifiers }: KnownPlayer): KnownPlayer['identifiers'] {
  return identifiers.toSorted((a, b) => (b.lastSeen ?? 0) - (a.lastSeen ?? 0));
}

function timeOn(servers: readonly VisitedServer[]): TimeOnOurServers {
  const first = servers.map(({ firstSeen }) => firstSeen).filter((time) => time !== undefined);
  const last = servers.map(({ lastSeen }) => lastSeen).filter((time) => time !== undefined);
  return {
    seconds: servers.reduce((sum, { seconds }) => sum + seconds, 0),
    firstSeen: first.length === 0 ? undefined : Math.min(...first),
    lastSeen: last.length === 0 ? undefined : Math.max(...last),
    onlineOn: servers.filter(({ online }) => online).map(({ name }) => name),
    servers: servers.length,
  };
}
