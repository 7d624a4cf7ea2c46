import type { DcsServer } from '../dcsserverbot/model.ts';
import type { ApiName, Call } from '../http/call.ts';
import { isUp as isDcsServerUp, missionPlace } from '../render/dcs-server.ts';
import { type GameServer, gameServerPlace, isUp as isGameServerUp } from '../render/game-server.ts';
import type { ServerSection } from '../render/server-list.ts';
import type { StatusSection, StatusView, WatchedServer } from '../render/status-board.ts';
import { readServers, type ServerSources } from './read-servers.ts';
import { SteadyTimes } from './steady-times.ts';

/** A server as people pick one. */
export interface PickedServer {
  readonly api: 'dcs' | 'battlemetrics';
  /** Of DCS the name. */
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
}

/** A server that was up when it was looked at, and the players on it. */
export interface Sighting extends PickedServer {
  readonly players: number;
  readonly maxPlayers?: number;
  /** Map or mission, as a rendered line. */
  readonly place?: string;
}

/** Last known servers are shown that long while their API does not answer, milliseconds. */
const SHOWN_FOR_MS = 15 * 60_000;

/** What one API said last. */
interface Known<S> {
  readonly servers: readonly WatchedServer<S>[];
  /** When they were read, epoch milliseconds; undefined for never. */
  readonly asOf?: number;
  /** Whether it answered when it was asked last. */
  readonly answers: boolean;
}

/** The servers as they were seen last, and what a look at them brings. */
export class KnownServers {
  readonly #sources: ServerSources;
  readonly #dcsTimes = new SteadyTimes();
  readonly #gameTimes = new SteadyTimes();
  #dcs: Known<DcsServer> | undefined;
  #game: Known<GameServer> | undefined;

  constructor(sources: ServerSources) {
    this.#sources = sources;
  }

  /**
   * Reads the servers anew, those of BattleMetrics if wanted. No sighting is what could not be read just now, or what
   * only the cache still has; nor is a server that is down or does not say how many are on it.
   */
  async look(
    call: Call,
    { battlemetrics }: { readonly battlemetrics: boolean },
  ): Promise<readonly Sighting[]> {
    const stale = new Set<ApiName>();
    const sources = battlemetrics ? this.#sources : { ...this.#sources, battlemetrics: undefined };
    const reading = readServers(sources, { ...call, onStale: (api) => void stale.add(api) });
    await reading.done;
    const list = reading.list();
    const sightings: Sighting[] = [];
    if (list.dcs !== undefined) {
      const servers = stale.has('DCSServerBot') ? undefined : answered(list.dcs);
      this.#dcsTimes.beginLook(servers !== undefined);
      this.#dcs = this.#next(this.#dcs, servers, (server) => this.#watchDcs(server));
      sightings.push(...(servers ?? []).flatMap(sightingOfDcs));
    }
    if (list.battlemetrics !== undefined) {
      const servers = stale.has('BattleMetrics') ? undefined : answered(list.battlemetrics);
      this.#gameTimes.beginLook(servers !== undefined);
      this.#game = this.#next(this.#game, servers, (server) => this.#watchGame(server));
      sightings.push(...(servers ?? []).flatMap(sightingOfGame));
    }
    return sightings;
  }

  /** What is to be shown of them; undefined before the first look. */
  view(): StatusView | undefined {
    const dcs = this.#dcs && this.#section(this.#dcs);
    const battlemetrics = this.#game && this.#section(this.#game);
    if (dcs === undefined && battlemetrics === undefined) return undefined;
    return { ...(dcs && { dcs }), ...(battlemetrics && { battlemetrics }) };
  }

  /** The servers that were seen last, those of an API that does not answer too; read for the caller before the first look. */
  async all(call: Call): Promise<readonly PickedServer[]> {
    const dcs = (this.#dcs?.servers ?? []).map(({ server }) => pickedDcs(server));
    const game = (this.#game?.servers ?? []).map(({ server }) => pickedGame(server));
    if (dcs.length + game.length > 0) return [...dcs, ...game];
    const reading = readServers(this.#sources, call);
    await reading.done;
    const list = reading.list();
    return [
      ...((list.dcs && answered(list.dcs)) ?? []).map(pickedDcs),
      ...((list.battlemetrics && answered(list.battlemetrics)) ?? []).map(pickedGame),
    ];
  }

  /** @param servers undefined when the API did not answer */
  #next<S>(
    before: Known<S> | undefined,
    servers: readonly S[] | undefined,
    watch: (server: S) => WatchedServer<S>,
  ): Known<S> {
    if (servers === undefined) return { servers: [], ...before, answers: false };
    return { servers: servers.map(watch), asOf: this.#sources.now(), answers: true };
  }

  #section<S>({ servers, asOf, answers }: Known<S>): StatusSection<S> {
    if (answers) return { state: 'current', servers };
    if (asOf === undefined) return { state: 'silent' };
    const young = this.#sources.now() - asOf <= SHOWN_FOR_MS;
    return young ? { state: 'old', servers, asOf } : { state: 'silent', asOf };
  }

  #watchDcs(server: DcsServer): WatchedServer<DcsServer> {
    const { mission, name, status } = server;
    if (mission === undefined) return { server };
    const { uptimeSeconds, restartAt } = mission;
    // A paused mission's clock stands still, so only a running one's beginning can be told from it.
    const since =
      uptimeSeconds === undefined || status !== 'running'
        ? undefined
        : this.#dcsTimes.steady(`since ${name}`, this.#sources.now() - uptimeSeconds * 1_000);
    const restart = restartAt === undefined ? undefined : this.#dcsTimes.steady(`restart ${name}`, restartAt);
    return {
      server: restart === undefined ? server : { ...server, mission: { ...mission, restartAt: restart } },
      ...(since !== undefined && { since }),
    };
  }

  #watchGame(server: GameServer): WatchedServer<GameServer> {
    const { uptimeSeconds, id } = server;
    if (uptimeSeconds === undefined || !isGameServerUp(server)) return { server };
    return { server, since: this.#gameTimes.steady(id, this.#sources.now() - uptimeSeconds * 1_000) };
  }
}

function answered<S>(section: ServerSection<S>): readonly S[] | undefined {
  return section.state === 'answered' ? section.servers : undefined;
}

function pickedDcs({ name }: DcsServer): PickedServer {
  return { api: 'dcs', id: name, name };
}

function pickedGame({ id, name }: GameServer): PickedServer {
  return { api: 'battlemetrics', id, name };
}

function sightingOfDcs(server: DcsServer): readonly Sighting[] {
  const { players, maxPlayers, mission } = server;
  if (players === undefined || !isDcsServerUp(server)) return [];
  const place = mission && missionPlace(mission);
  return [
    {
      ...pickedDcs(server),
      players,
      ...(maxPlayers !== undefined && { maxPlayers }),
      ...(place !== undefined && { place }),
    },
  ];
}

function sightingOfGame(server: GameServer): readonly Sighting[] {
  const { players, maxPlayers } = server;
  if (players === undefined || !isGameServerUp(server)) return [];
  const place = gameServerPlace(server);
  return [
    {
      ...pickedGame(server),
      players,
      ...(maxPlayers !== undefined && { maxPlayers }),
      ...(place !== undefined && { place }),
    },
  ];
}
