/** Milliseconds to wait for an answer that the server waits for itself. */

/** The server asks the game, for a minute at most, and gives up with a 504. */
export const GAME_MS = 70_000;

/** The server starts or ends DCS, or loads a mission, and answers when that is done: minutes for a large one. */
export const START_MS = 360_000;

/** The start of every path whose answers change when a server or its mission does. */
export const OF_RUNNING = [
  '/servers',
  '/current_server',
  '/player_info',
  '/instance/',
  '/mission/',
  '/airbase',
  '/convertCoordinates',
] as const;
