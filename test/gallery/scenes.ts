import type { SimulatedVersion } from '../../src/demo/dcsserverbot/simulator.ts';
import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import type { RoleName } from '../../src/demo/page/requests.ts';
import type { Actor } from './actor.ts';
import { BAN_SCENES } from './ban-scenes.ts';
import { DCS_SCENES } from './dcs-scenes.ts';
import { FLAG_SCENES } from './flag-scenes.ts';
import { HELP_SCENES } from './help-scenes.ts';
import { SERVER_SCENES } from './server-scenes.ts';

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
  /** @returns the message of the picture. */
  readonly play: (actor: Actor) => Promise<ShownMessage>;
}

/** By command, in the order of the gallery. */
export const SCENES: Readonly<Record<string, readonly Scene[]>> = {
  ...DCS_SCENES,
  ...SERVER_SCENES,
  ...BAN_SCENES,
  ...FLAG_SCENES,
  ...HELP_SCENES,
};
