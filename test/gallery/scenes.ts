import type { BattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import type { DcsServerBotSimulator, SimulatedVersion } from '../../src/demo/dcsserverbot/simulator.ts';
import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import type { RoleName } from '../../src/demo/page/requests.ts';
import type { Store } from '../../src/store/store.ts';
import type { Actor } from './actor.ts';
import { BAN_SCENES } from './ban-scenes.ts';
import { BOARD_SCENES } from './board-scenes.ts';
import { DCS_SCENES } from './dcs-scenes.ts';
import { FLAG_SCENES } from './flag-scenes.ts';
import { HELP_SCENES } from './help-scenes.ts';
import { POST_SCENES } from './post-scenes.ts';
import { SCHEDULE_SCENES } from './schedule-scenes.ts';
import { SERVER_SCENES } from './server-scenes.ts';
import { WATCH_SCENES } from './watch-scenes.ts';

/** What there is before the bot starts. */
export interface Known {
  readonly dcs: DcsServerBotSimulator['world'];
  readonly battlemetrics: BattleMetricsSimulator['world'];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A reply, and how one comes to it. */
export interface Scene {
  /** Of the picture's file, without ending. */
  readonly name: string;
  /** What the picture shows, for who does not see it. */
  readonly alt: string;
  /** Who asks; default a member. */
  readonly role?: RoleName;
  /** Of DCSServerBot; default the current one. */
  readonly version?: SimulatedVersion;
  /** How long Squawk looks for a write without an answer; default `short`, for what comes afterwards. */
  readonly looksFor?: 'short' | 'long';
  /** What the database holds when the bot starts; default nothing. */
  readonly remembers?: (store: Store, known: Known) => Promise<void>;
  /** Whether the member takes no direct messages, so that what would go there stands in the channel. */
  readonly closesDirect?: boolean;
  /** @returns the message of the picture. */
  readonly play: (actor: Actor) => Promise<ShownMessage>;
}

/** By command, in the order of the gallery. */
export const SCENES: Readonly<Record<string, readonly Scene[]>> = {
  ...DCS_SCENES,
  ...SERVER_SCENES,
  ...POST_SCENES,
  ...BOARD_SCENES,
  ...SCHEDULE_SCENES,
  ...WATCH_SCENES,
  ...BAN_SCENES,
  ...FLAG_SCENES,
  ...HELP_SCENES,
};
