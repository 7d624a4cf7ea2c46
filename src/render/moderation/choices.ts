import type { PlayerWatch } from '../../store/player-watches.ts';
import { plainText } from '../escape.ts';
import { relativeInWords } from '../timestamps.ts';
import type { ShownBan, ShownNote, ShownSlot } from './views.ts';

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
export function banChoiceName(
  ban: Pick<ShownBan, 'id' | 'reason' | 'expires' | 'player'>,
  now: number,
): string {
  return choiceName(
    ban.player ?? 'Unknown player',
    ban.id,
    endInWords(ban.expires, now),
    plainText(ban.reason, 40),
  );
}

/** "Team killing · 7d · Team killing on purpose, {{duration}}". */
export function presetChoiceName(preset: {
  readonly name: string;
  readonly reason: string;
  readonly duration: string;
}): string {
  const name = plainText(preset.name, 40);
  const duration = plainText(preset.duration, 12);
  const room = NAME_LENGTH - name.length - duration.length - 6;
  return `${name} · ${duration} · ${plainText(preset.reason, room)}`;
}

/** "Raven · 2 servers · ends in 3 days". @param now epoch milliseconds */
export function slotChoiceName(slot: ShownSlot, now: number): string {
  const where =
    slot.servers.length === 1 ? plainText(slot.servers[0] ?? '', 40) : `${slot.servers.length} servers`;
  return choiceName(slot.player ?? 'Unknown player', where, endInWords(slot.expires, now));
}

/** "Was warned twice about… · Kestrel · 3 days ago". @param now epoch milliseconds */
export function noteChoiceName(note: ShownNote, now: number): string {
  const author = note.author === undefined ? [] : [plainText(note.author, 20)];
  const when = note.createdAt === undefined ? [] : [relativeInWords(note.createdAt, now)];
  return choiceName(note.text, ...author, ...when);
}

/** "Raven · watched for Kestrel". */
export function watchChoiceName({ kind, targetName, moderator }: PlayerWatch): string {
  const details = [`for ${plainText(moderator.name, 30)}`];
  return kind === 'flag' ? choiceName(targetName, 'flag', ...details) : choiceName(targetName, ...details);
}

function endInWords(end: number | null, now: number): string {
  if (end === null) return 'for good';
  return `${end <= now ? 'ended' : 'ends'} ${relativeInWords(end, now)}`;
}
