import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { Store } from '../store/store.ts';
import type { BanFinder } from './bans/ban-finder.ts';
import { createFlagDefinitions, type FlagDefinitions } from './flags/flag-definitions.ts';
import type { Flags } from './flags/flags.ts';
import { createNotes, type Notes } from './notes/notes.ts';
import { createPlayerCards, type PlayerCards } from './players/player-cards.ts';
import type { PlayerFinder } from './players/player-finder.ts';
import { createRcon, type Rcon } from './rcon/rcon.ts';
import type { ServerFinder } from './servers/server-finder.ts';
import { createSlots, type Slots } from './slots/slots.ts';

export interface PeopleOptions {
  readonly battlemetrics: BattleMetrics;
  readonly store: Pick<Store, 'actions' | 'playerWatches'>;
  readonly config: {
    readonly organizationId: string;
    readonly serverIds: readonly string[];
    readonly rconCommands: readonly string[];
    readonly timezone: string;
  };
  readonly players: PlayerFinder;
  readonly servers: ServerFinder;
  readonly bans: BanFinder;
  readonly flags: Flags;
  readonly now: () => number;
}

/** What moderators know of players and do for them beside bans and flags, and admins to flags and servers. */
export interface People {
  readonly cards: PlayerCards;
  readonly notes: Notes;
  readonly slots: Slots;
  readonly definitions: FlagDefinitions;
  readonly rcon: Rcon;
}

export function createPeople(options: PeopleOptions): People {
  const { battlemetrics, store, config, players, servers, bans, flags, now } = options;
  const { organizationId, serverIds } = config;
  const notes = createNotes({ battlemetrics, organizationId, players });
  return {
    notes,
    cards: createPlayerCards({
      battlemetrics,
      organizationId,
      serverIds,
      players,
      bans,
      flags,
      notes,
      actions: store.actions,
      watches: store.playerWatches,
      now,
    }),
    slots: createSlots({ battlemetrics, organizationId, players, servers, timezone: config.timezone, now }),
    definitions: createFlagDefinitions({ battlemetrics, organizationId }),
    rcon: createRcon({ battlemetrics, servers, allowed: config.rconCommands }),
  };
}
