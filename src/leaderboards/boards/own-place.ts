import type { DcsServerBot } from '../../dcsserverbot/dcsserverbot.ts';
import type { Pilot } from '../../dcsserverbot/model.ts';
import { UnsupportedByVersionError } from '../../dcsserverbot/unsupported.ts';
import type { Call } from '../../http/call.ts';
import { boardOf } from '../../render/board-catalogue.ts';
import type { OwnPlace } from '../../render/own-place.ts';
import type { Board, BoardSpec } from '../../store/board.ts';
import type { Exclusions } from '../../store/exclusions.ts';
import { boardUnavailable } from './board-errors.ts';
import { scoreOf } from './candidates.ts';
import { type Found, findPlace } from './find-place.ts';
import { LeftOff } from './left-off.ts';
import type { Reading } from './ranks.ts';
import { type OpenBoard, readBoard } from './read-board.ts';
import { killsToPass } from './wilson.ts';

export interface OwnPlaceOptions {
  readonly dcs: DcsServerBot | undefined;
  readonly exclusions: Pick<Exclusions, 'all'>;
  readonly open: OpenBoard;
}

/** Where a member stands on a board: the place that the board itself would show. */
export async function ownPlace(
  { dcs, exclusions, open }: OwnPlaceOptions,
  spec: BoardSpec,
  discordId: string,
  call: Call,
): Promise<OwnPlace> {
  if (boardOf(spec).api === 'battlemetrics') return { kind: 'cannot-tell', why: 'battlemetrics' };
  if (dcs === undefined) throw boardUnavailable(spec.board);
  const pilots = await linkedPilots(dcs, discordId, call);
  if (pilots === undefined) return { kind: 'cannot-tell', why: 'documented-version' };
  if (pilots.length === 0) return { kind: 'not-linked' };
  const left = new LeftOff(await exclusions.all());
  const [pilot, ...others] = pilots.filter(({ ucid = '', nick }) => !left.hasPilot(ucid, nick, undefined));
  if (pilot === undefined) return { kind: 'excluded', optedOut: false };
  if (left.accounts.has(discordId)) return { kind: 'excluded', optedOut: true };
  return open(spec, call, async (reading) => {
    const board = await readBoard(reading, { from: 0, to: spec.top });
    const place = async (one: Pilot): Promise<OwnPlace> =>
      shownPlace(board, one) ?? placeOf(await findPlace(reading, one), board, reading, one);
    // The pilot who was seen last, or else whoever of the member's has a place.
    const first = await place(pilot);
    if (first.kind === 'ranked') return first;
    for (const other of others) {
      const found = await place(other);
      if (found.kind === 'ranked') return found;
    }
    return first;
  });
}

/** Undefined for a version that does not know who is linked. */
async function linkedPilots(
  dcs: DcsServerBot,
  discordId: string,
  call: Call,
): Promise<readonly Pilot[] | undefined> {
  try {
    return await dcs.pilotsOf(discordId, call);
  } catch (error) {
    if (error instanceof UnsupportedByVersionError) return undefined;
    throw error;
  }
}

/** The place of somebody whom the board shows. */
function shownPlace(board: Board, pilot: Pilot): OwnPlace | undefined {
  const index = board.entries.findIndex(({ key }) => key === `ucid:${pilot.ucid ?? ''}`);
  const own = board.entries[index];
  if (own === undefined) return undefined;
  const above = board.entries[index - 1];
  return ranked(board, own, own.rank, above && { ...above, place: above.rank });
}

function placeOf(found: Found, board: Board, { source }: Reading, pilot: Pilot): OwnPlace {
  if (found.kind !== 'ranked') return { ...found, board, name: pilot.nick };
  const { row, place, above } = found;
  const score = source.sorted === 'kills' ? { score: scoreOf(row) } : {};
  const before = above && {
    ...above.row,
    place: above.place,
    ...(source.sorted === 'kills' ? { score: scoreOf(above.row) } : {}),
  };
  return ranked(board, { ...row, ...score }, place, before);
}

interface Standing {
  readonly name: string;
  readonly value: number;
  readonly kills?: number | undefined;
  readonly deaths?: number | undefined;
  readonly score?: number | undefined;
}

function ranked(
  board: Board,
  { name, value, kills, deaths }: Standing,
  place: number,
  above: (Standing & { readonly place: number }) | undefined,
): OwnPlace {
  const toPass =
    above?.score === undefined || kills === undefined || deaths === undefined
      ? undefined
      : killsToPass(kills, deaths, above.score);
  return {
    kind: 'ranked',
    board,
    name,
    place,
    value,
    ...(kills === undefined ? {} : { kills }),
    ...(deaths === undefined ? {} : { deaths }),
    ...(above === undefined ? {} : { above: { name: above.name, place: above.place, value: above.value } }),
    ...(toPass === undefined ? {} : { killsToPass: toPass }),
  };
}
