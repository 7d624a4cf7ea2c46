/** The commands that read or change bans, without `/rcon`, which is off until it is allowed. */
export const OF_BANS = ['ban', 'ban-edit', 'bans', 'exemption', 'unban'];
/** The other commands of moderation. */
export const OF_MODERATION = ['audit', 'flag', 'flags', 'note', 'player', 'slot', 'watch'];

/** The names in the order in which a bot's commands are compared. */
export function sorted(...names: readonly string[]): readonly string[] {
  return names.toSorted();
}
