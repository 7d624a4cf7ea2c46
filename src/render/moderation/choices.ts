import { plainText } from '../escape.ts';
import { relativeInWords } from '../timestamps.ts';
import type { ActiveBan } from './ban-preview.ts';

/** Discord's limit for the name of a choice. */
const NAME_LENGTH = 100;

/** A name and what tells it from others, which is never cut. */
function choiceName(name: string, ...details: readonly string[]): string {
  const rest = details.map((detail) => ` · ${detail}`).join('');
  return `${plainText(name, NAME_LENGTH - rest.length)}${rest}`;
}

/** "Raven · 1001 · seen 3 days ago". @param now epoch milliseconds */
export function playerChoiceName(
  player: { readonly id: string; readonly name: string; readonly lastSeen: number | undefined },
  now: number,
): string {
  const seen = player.lastSeen === undefined ? [] : [`seen ${relativeInWords(player.lastSeen, now)}`];
  return choiceName(player.name, player.id, ...seen);
}

/** "Raven · 153866004 · ends in 3 days · Team kills". @param now epoch milliseconds */
export function banChoiceName(ban: ActiveBan & { readonly player: string | undefined }, now: number): string {
  const end = ban.expires === null ? 'for good' : `ends ${relativeInWords(ban.expires, now)}`;
  return choiceName(ban.player ?? 'Unknown player', ban.id, end, plainText(ban.reason, 40));
}
