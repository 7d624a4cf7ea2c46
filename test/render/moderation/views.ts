import fc from 'fast-check';
import type {
  BanDetails,
  BanImportPreview,
  BanPreview,
  Part,
  PlayerCard,
  ShownBan,
  ShownFlag,
  ShownIdentifier,
  ShownNote,
} from '../../../src/render/moderation/views.ts';
import type { OutsideBan } from '../../../src/store/outside-bans.ts';
import type { PlayerWatch } from '../../../src/store/player-watches.ts';
import { anAction, DAY, hostileText, KESTREL, NOW, requests } from './actions.ts';

/** What people, players and BattleMetrics write, and how many of everything there are. */
interface Size {
  readonly text: string;
  readonly many: number;
}
const PLAIN: Size = { text: 'Team killing', many: 1 };

export const hostileSize: fc.Arbitrary<Size> = fc.record({ text: hostileText, many: fc.nat(60) });

function times<T>(many: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: many }, (_, index) => make(index));
}

const ok = <T>(value: T): Part<T> => ({ ok: true, value });

export function aBan({ text }: Size = PLAIN, changes: Partial<ShownBan> = {}): ShownBan {
  return {
    id: '153866004',
    uid: 'Abcdefgh1234',
    playerId: '1200004293',
    player: text,
    reason: text,
    note: text,
    madeAt: NOW - DAY,
    expires: NOW + DAY,
    orgWide: false,
    server: text,
    author: text,
    exempt: false,
    ...changes,
  };
}

export function identifier({ text }: Size = PLAIN, index = 0): ShownIdentifier {
  return { id: String(1_000 + index), type: index === 0 ? 'steamID' : text, value: text, lastSeen: NOW };
}

export function aNote({ text }: Size = PLAIN): ShownNote {
  return { id: '5', text, shared: true, createdAt: NOW - DAY, author: text };
}

export function aFlag({ text }: Size = PLAIN, index = 0): ShownFlag {
  return {
    id: `flag-${index}`,
    name: text,
    description: text,
    addedAt: NOW - DAY,
    expiresAt: NOW + DAY,
  };
}

export function aBanPreview(size: Size = PLAIN, changes: Partial<BanPreview> = {}): BanPreview {
  const { text, many } = size;
  const { ban } = requests({ name: text, reason: text, note: text, server: text });
  const action = anAction(ban, { state: 'draft', timestamp: null, confirmedAt: null });
  return {
    action: { ...action, request: { ...ban, scope: { kind: 'organization' } } },
    identifiers: times(many, (index) => ({
      ...identifier(size, index),
      chosen: index % 2 === 0,
      shared: index % 3 === 0,
    })),
    playersSee: text,
    servers: times(many, () => text),
    activeBans: times(many, () => aBan(size)),
    moreBans: many > 5,
    warnings: [],
    rivals: { drafts: times(many, () => action), unsettled: times(many, () => action) },
    needsApproval: false,
    ...changes,
  };
}

export function anImportPreview(
  size: Size = PLAIN,
  changes: Partial<BanImportPreview> = {},
): BanImportPreview {
  const { text, many } = size;
  const { 'ban-import': request } = requests({ reason: text, note: text, flag: text, server: text });
  const action = anAction(request, { state: 'draft' });
  return {
    action,
    rivals: { drafts: [], unsettled: [] },
    format: 'squad/Bans.cfg',
    problems: times(many, (line) => ({ line, problem: text })),
    alreadyBanned: 3,
    repeated: 2,
    ...changes,
  };
}

export function aBanInDetail(size: Size = PLAIN, changes: Partial<BanDetails> = {}): BanDetails {
  const { text, many } = size;
  return {
    ...aBan(size),
    identifiers: times(many, (index) => identifier(size, index)),
    exemptions: ok(times(many, () => ({ id: '1', reason: text }))),
    banListId: 'list',
    record: times(many, () => anAction(requests({ reason: text }).ban)),
    ...changes,
  };
}

export function aCard(size: Size = PLAIN, changes: Partial<PlayerCard> = {}): PlayerCard {
  const { text, many } = size;
  const past = aBan(size, { expires: NOW - DAY });
  return {
    id: '1200004293',
    name: text,
    identifiers: ok(times(many, (index) => identifier(size, index))),
    flags: ok(times(many, (index) => aFlag(size, index))),
    notes: ok(times(many, () => aNote(size))),
    bans: ok({ active: times(many, () => aBan(size)), past: times(many, () => past) }),
    time: ok({
      seconds: 500_000,
      firstSeen: NOW - 90 * DAY,
      lastSeen: NOW - DAY,
      onlineOn: times(many, () => text),
      servers: 3,
    }),
    session: ok({ server: text, since: NOW - 3_600_000 }),
    related: ok({
      players: times(many, (index) => ({ id: String(index), name: text, types: times(many, () => text) })),
      common: times(many, () => text),
    }),
    record: times(many, () => anAction(requests({ reason: text }).ban)),
    watched: false,
    ...changes,
  };
}

export function aWatch({ text }: Size = PLAIN, changes: Partial<PlayerWatch> = {}): PlayerWatch {
  return {
    id: 'w1',
    kind: 'player',
    targetId: '1200004293',
    targetName: text,
    reason: text,
    roleId: null,
    moderator: { ...KESTREL, name: text },
    createdAt: NOW,
    ...changes,
  };
}

export function anOutsideBan({ text }: Size = PLAIN, changes: Partial<OutsideBan> = {}): OutsideBan {
  return {
    banId: '153866004',
    uid: null,
    playerId: '1200004293',
    player: text,
    reason: text,
    expires: null,
    orgWide: false,
    server: text,
    author: text,
    madeAt: NOW,
    ...changes,
  };
}
