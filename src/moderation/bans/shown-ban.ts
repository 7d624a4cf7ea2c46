import type { Included } from '../../battlemetrics/included.ts';
import type { Ban } from '../../battlemetrics/schemas/ban.ts';
import { htmlToText } from '../../render/html-text.ts';
import type { ShownBan } from '../../render/moderation/views.ts';
import type { Subject } from '../../store/moderation-request.ts';

/** What every reading of bans includes, and of it only what is shown. */
export const BAN_FIELDS = { player: ['name'], server: ['name'], user: ['nickname'] } as const;

/** The names of what a ban is about, as they are included beside it. */
export type BanNames = Included<typeof BAN_FIELDS, 'player' | 'server' | 'user'>;

/** A ban as moderators see it. */
export function toShownBan(ban: Ban, names: BanNames | undefined, isExempt: boolean): ShownBan {
  const { id, attributes, relationships, meta } = ban;
  const { uid, timestamp, reason, note, expires, orgWide } = attributes;
  const playerId = relationships.player?.data?.id ?? null;
  return {
    id,
    uid,
    playerId,
    player: names?.related(ban, 'player')?.attributes.name ?? meta.player ?? undefined,
    reason,
    note: note === null ? null : htmlToText(note),
    madeAt: timeOf(timestamp),
    expires: timeOf(expires) ?? null,
    orgWide,
    server: names?.related(ban, 'server')?.attributes.name,
    author: names?.related(ban, 'user')?.attributes.nickname ?? undefined,
    exempt: isExempt,
  };
}

/** A ban by identifiers alone has no player; the Steam ID then says whom it is about. */
export function subjectOfBan({ relationships, attributes }: Ban, name: string | undefined): Subject {
  const playerId = relationships.player?.data?.id ?? null;
  const steam = attributes.identifiers.find(({ type }) => type === 'steamID');
  return {
    playerId,
    name: name ?? null,
    steamId: playerId === null ? (steam?.identifier ?? null) : null,
  };
}

function timeOf(text: string | null): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
