import type { Autocomplete } from '../../src/discord/command.ts';
import { isSteamId } from '../../src/moderation/bans/ban-rules.ts';
import { parseDuration } from '../../src/moderation/bans/durations.ts';
import { plainText } from '../../src/render/escape.ts';
import { banChoiceName, playerChoiceName } from '../../src/render/moderation/choices.ts';
import { durationText } from '../../src/render/moderation/words.ts';

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

/** Active bans; the value of a choice is the ban's id. */
export const completeBan: Autocomplete = async ({ text }, { moderation, call, now }) => {
  const bans = (await moderation?.bans.search(text.trim(), call)) ?? [];
  return bans.map((offered) => ({ name: banChoiceName(offered, now()), value: offered.id }));
};

/** The flags of the organization; the value of a choice is the flag's id. */
export const completeFlag: Autocomplete = async ({ text }, { moderation, call }) =>
  flagChoices((await moderation?.flags.all(call)) ?? [], text);

/** Those that the player has, once the player was picked; else all. */
export const completeFlagOfPlayer: Autocomplete = async (query, context) => {
  const { moderation, call } = context;
  const { player: picked } = query.others;
  if (moderation === undefined || typeof picked !== 'string' || !/^\d{1,16}$/u.test(picked)) {
    return completeFlag(query, context);
  }
  return flagChoices(await moderation.flags.of(picked, call), query.text);
};

/** Completes durations: what is typed if it can be read, and what is usual. */
export function completeDuration(usual: readonly string[]): Autocomplete {
  return async ({ text }) => {
    const typed = text.trim().toLowerCase();
    const fitting = usual.filter((one) => one.startsWith(typed) && one !== typed);
    return (isDuration(typed) ? [typed, ...fitting] : fitting).map((value) => ({
      name: `${value} – ${durationText(parseDuration(value))}`,
      value,
    }));
  };
}

function flagChoices(flags: readonly { readonly id: string; readonly name: string }[], text: string) {
  return flags
    .filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()))
    .map(({ id, name }) => ({ name: plainText(name, 100), value: id }));
}

function isDuration(text: string): boolean {
  try {
    parseDuration(text);
    return true;
  } catch {
    return false; // still being typed
  }
}
