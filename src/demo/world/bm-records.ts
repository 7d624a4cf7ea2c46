import type { SimBanExemption, SimNote, SimReservedSlot } from '../battlemetrics/records.ts';
import type { SimBan, SimFlag, SimFlagPlayer, SimPlayer } from '../battlemetrics/world.ts';
import { BATTLEMETRICS_PLANS } from './bm-plans.ts';
import type { Random } from './random.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const FIRST_NOTE_ID = 700_000_001;
const STAFF = 3;
const SLOTS = 9;

const NOTES = [
  'Warned for ramming at the airfield. Said sorry, and meant it.',
  'Second warning: **team killing** on the carrier.\nNext time a ban of a week.',
  'Complains about admins in every channel; was told to open a ticket.',
  'Asked for an unban at https://appeals.example/4711\nTurned down: no word about the aimbot.',
  'Plays with his brother from the same address. <b>Not</b> an alt: both were in voice at once.',
  'Helped us to find the <script> exploit & sent a clip. Be nice.',
  'Language: speaks German & Polish, little English',
] as const;

export interface RecordsOptions {
  readonly players: readonly SimPlayer[];
  readonly bans: readonly SimBan[];
  /** Id of the account of a moderator, and of the token's owner. */
  readonly authorIds: readonly [string, string];
  readonly organizationId: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What moderators keep about the people of the demo besides flags and bans; its draws leave all others as they are. */
export function createRecords(random: Random, options: RecordsOptions) {
  return {
    staff: createStaff(random, options),
    notes: createNotes(random, options),
    reservedSlots: createSlots(random, options),
    exemptions: createExemptions(random, options),
  };
}

/** The flag of those who run the servers, on some who play much and are not banned. */
function createStaff(random: Random, { players, bans, now }: RecordsOptions) {
  const createdAt = now - 650 * DAY;
  const flag: SimFlag = {
    id: uuid(random),
    name: 'Staff',
    color: '#1565c0',
    icon: 'policy',
    description: 'Runs the servers with us',
    createdAt,
    personal: false,
  };
  const banned = new Set(bans.map(({ playerId }) => playerId));
  const flagPlayers = devoted(players)
    .filter(({ id }) => !banned.has(id))
    .slice(0, STAFF)
    .map(
      ({ id }): SimFlagPlayer => ({
        playerId: id,
        flagId: flag.id,
        addedAt: createdAt,
        removedAt: undefined,
      }),
    );
  return { flag, flagPlayers };
}

/** About one in six; of some of these there are several. */
function createNotes(random: Random, { players, authorIds: [author], now }: RecordsOptions): SimNote[] {
  const about = players.flatMap((player) => {
    if (!random.chance(1 / 6)) return [];
    return random
      .shuffled(NOTES)
      .slice(0, random.chance(0.3) ? 3 : 1)
      .map((note) => ({ player, note }));
  });
  return about.map(({ player, note }, index) => ({
    id: String(FIRST_NOTE_ID + index),
    playerId: player.id,
    note,
    shared: random.chance(0.2),
    createdAt: now - random.between(DAY, 150 * DAY),
    personal: false,
    userId: random.chance(0.6) ? author : undefined,
  }));
}

/** For regulars; some on one server, one for only some hours more. */
function createSlots(
  random: Random,
  { players, authorIds: [, owner], now }: RecordsOptions,
): SimReservedSlot[] {
  const known = devoted(players).filter(({ identifiers }) =>
    identifiers.some(({ type }) => type === 'steamID'),
  );
  return known.slice(0, SLOTS).map((player, index) => ({
    id: uuid(random),
    playerId: player.id,
    serverIds: index % 3 === 2 ? [random.pick(BATTLEMETRICS_PLANS).id] : null,
    identifiers: player.identifiers.filter(({ type }) => type === 'steamID').map(({ id }) => Number(id)),
    expires: index % 4 === 0 ? null : now + (index === 1 ? 5 * HOUR : random.between(5, 90) * DAY),
    createdAt: now - random.between(10, 200) * DAY,
    userId: owner,
    meta: null,
  }));
}

/** One that holds in spite of a ban for good. */
function createExemptions(random: Random, { bans, organizationId }: RecordsOptions): SimBanExemption[] {
  const forGood = bans.find(({ expires, banListId }) => expires === null && banListId !== undefined);
  if (forGood === undefined) return [];
  const reason = 'Talked to them: it was their brother';
  return [{ id: uuid(random), banId: forGood.id, organizationId, reason }];
}

function devoted(players: readonly SimPlayer[]): readonly SimPlayer[] {
  const played = ({ visits }: SimPlayer) => visits.reduce((sum, { timePlayed }) => sum + timePlayed, 0);
  return [...players].sort((a, b) => played(b) - played(a));
}

const uuid = (random: Random): string =>
  `${random.hex(8)}-${random.hex(4)}-42ee-9${random.hex(3)}-${random.hex(12)}`;
