import type { BattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import type { DcsServerBotSimulator, SimulatedVersion } from '../../src/demo/dcsserverbot/simulator.ts';
import type { ShownMessage, SimulatedModal } from '../../src/demo/page/protocol.ts';
import type { RoleName } from '../../src/demo/page/requests.ts';
import type { Store } from '../../src/store/store.ts';
import type { Actor } from './actor.ts';
import { BAN_SCENES } from './ban-scenes.ts';
import { BOARD_SCENES } from './board-scenes.ts';
import { DCS_SCENES } from './dcs-scenes.ts';
import { FLAG_SCENES } from './flag-scenes.ts';
import { HELP_SCENES } from './help-scenes.ts';
import { MODERATION_AUDIT_SCENES } from './moderation-audit-scenes.ts';
import { MODERATION_BAN_SCENES } from './moderation-ban-scenes.ts';
import { MODERATION_BANS_SCENES } from './moderation-bans-scenes.ts';
import { MODERATION_FLAG_SCENES } from './moderation-flag-scenes.ts';
import { MODERATION_NOTE_SCENES } from './moderation-note-scenes.ts';
import { MODERATION_PLAYER_SCENES } from './moderation-player-scenes.ts';
import { MODERATION_WATCH_SCENES } from './moderation-watch-scenes.ts';
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
  readonly play: (actor: Actor) => Promise<Pictured>;
}

/** What a picture shows: a message, or the form that a button below it opens. */
export type Pictured = ShownMessage & { readonly opens?: string; readonly form?: SimulatedModal };

/** By command, in the order of the gallery. */
export const SCENES: Readonly<Record<string, readonly Scene[]>> = together([
  DCS_SCENES,
  SERVER_SCENES,
  POST_SCENES,
  BOARD_SCENES,
  SCHEDULE_SCENES,
  WATCH_SCENES,
  MODERATION_PLAYER_SCENES,
  BAN_SCENES,
  MODERATION_BAN_SCENES,
  MODERATION_BANS_SCENES,
  FLAG_SCENES,
  MODERATION_FLAG_SCENES,
  MODERATION_NOTE_SCENES,
  MODERATION_WATCH_SCENES,
  MODERATION_AUDIT_SCENES,
  HELP_SCENES,
]);

/** Some commands have scenes in two files. */
function together(
  groups: readonly Readonly<Record<string, readonly Scene[]>>[],
): Readonly<Record<string, readonly Scene[]>> {
  const all: Record<string, readonly Scene[]> = {};
  for (const [command, scenes] of groups.flatMap((group) => Object.entries(group))) {
    all[command] = [...(all[command] ?? []), ...scenes];
  }
  return all;
}
