import type { Autocomplete } from '../../src/discord/command.ts';
import { isSteamId } from '../../src/moderation/bans/ban-rules.ts';
import { plainText } from '../../src/render/escape.ts';
import { playerChoiceName } from '../../src/render/moderation/choices.ts';

/** People who were seen on our servers; the value of a choice is the player's id. */
export const completePlayer: Autocomplete = async ({ text }, { moderation, call, now }) => {
  const typed = text.trim();
  // A Steam ID is private: it is looked up when the command runs, not at every key.
  if (isSteamId(typed)) return [{ name: `Steam ID ${typed}`, value: typed }];
  const seen = (await moderation?.players.search(typed, call)) ?? [];
  const found = seen.map((player) => ({ name: playerChoiceName(player, now()), value: player.id }));
  if (!/^\d{1,16}$/u.test(typed) || found.some(({ value }) => value === typed)) return found;
  return [{ name: `Player id ${typed}`, value: typed }, ...found];
};

/** Our servers on BattleMetrics; the value of a choice is the server's id. */
export const completeOwnServer: Autocomplete = async ({ text }, { moderation, call }) => {
  const typed = text.trim().toLowerCase();
  const servers = (await moderation?.servers.all(call)) ?? [];
  return servers
    .filter(({ id, name }) => id === typed || name.toLowerCase().includes(typed))
    .map(({ id, name }) => ({ name: plainText(name, 100), value: id }));
};
