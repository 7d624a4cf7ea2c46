/** A step of the world. */
export interface Moment {
  /** Milliseconds of the world's own time since it started to move. */
  readonly elapsed: number;
  /** The world's own date and hour: who is on depends on it. Epoch milliseconds. */
  readonly clock: number;
  /** The date that what happens now gets, never in the future of whoever asks. Epoch milliseconds. */
  readonly stamp: number;
}

/** The length of a step, in milliseconds of the world's time. */
export const STEP = 10_000;

/** Something that happened. Names are as people chose them: hostile text. */
export interface WorldEvent {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: 'join' | 'leave' | 'sortie' | 'restart' | 'down' | 'up' | 'map' | 'kick';
  readonly server: string;
  readonly who?: string;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/**
 * Arrivals in a step, as a mean: as many as leave, and more while a server fills up.
 * @param stay milliseconds that people stay on average
 */
export const arrivals = (wanted: number, present: number, stay: number): number =>
  STEP * (wanted / stay + Math.max(0, wanted - present) / (15 * MINUTE));
