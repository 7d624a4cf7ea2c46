import type { SimPlayer } from '../../../src/demo/battlemetrics/world.ts';
import type {
  BanImportRequest,
  BanRequest,
  FlagRequest,
  Subject,
} from '../../../src/store/moderation-request.ts';
import { NOBODY } from '../../../src/store/moderation-request.ts';

const DAY = 86_400_000;

export function subjectOf({ id, name }: SimPlayer): Subject {
  return { playerId: id, name, steamId: null };
}

/** A ban for a week, as the room of bans would ask for it. */
export function banOf(player: SimPlayer, changes: Partial<BanRequest> = {}): BanRequest {
  return {
    kind: 'ban',
    subject: subjectOf(player),
    identifiers: player.identifiers.filter(({ type }) => type === 'steamID').map(({ id }) => Number(id)),
    reason: 'Team kills',
    note: 'Banned by Kestrel (100) with Squawk',
    scope: { kind: 'organization' },
    durationMs: 7 * DAY,
    ...changes,
  };
}

export function flagOf(
  player: SimPlayer,
  flag: { readonly id: string; readonly name: string },
  kind: FlagRequest['kind'] = 'flag-add',
): FlagRequest {
  return { kind, subject: subjectOf(player), playerId: player.id, flagId: flag.id, flagName: flag.name };
}

/** So many bans of Steam IDs that nobody has. */
export function importOf(count: number): BanImportRequest {
  return {
    kind: 'ban-import',
    subject: NOBODY,
    fileName: 'bans.csv',
    scope: { kind: 'organization' },
    entries: Array.from({ length: count }, (_, index) => ({
      uid: `imported${String(index).padStart(4, '0')}`,
      identifiers: [
        {
          type: 'steamID',
          identifier: String(76_561_190_000_000_000n + BigInt(index)),
          manual: true as const,
        },
      ],
      reason: `Cheat ${index}`,
      note: 'From the list of friends',
      expires: null,
    })),
  };
}
