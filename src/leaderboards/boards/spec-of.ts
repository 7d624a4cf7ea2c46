import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { DcsServerBot } from '../../dcsserverbot/dcsserverbot.ts';
import type { Call } from '../../http/call.ts';
import { ApiError } from '../../http/errors.ts';
import { UserError } from '../../message/user-error.ts';
import { type BoardDefinition, boardOf } from '../../render/board-catalogue.ts';
import type { BoardPeriod, BoardSpec } from '../../store/board.ts';
import type { BoardWish } from '../leaderboards.ts';
import { boardUnavailable, needsCurrentVersion } from './board-errors.ts';
import { battleMetricsServers, chooseServer, dcsServers } from './server-choice.ts';

export interface SpecOptions {
  /** Undefined: not configured. */
  readonly dcs: DcsServerBot | undefined;
  readonly battlemetrics:
    | {
        readonly api: BattleMetrics;
        readonly organizationId: string;
        /** Empty: those of the organization. */
        readonly serverIds: readonly string[];
      }
    | undefined;
}

const DEFAULT_TOP = 10;
const LEAST_TOP = 3;
const MOST_TOP = 25;

/**
 * Completes a wish with the board's own defaults.
 * @throws UserError where the board cannot be had here, or a value is none of its own; ApiError and LimiterError when
 * the servers are to be asked for and do not answer.
 */
export async function specOf(options: SpecOptions, wish: BoardWish, call: Call): Promise<BoardSpec> {
  const definition = boardOf(wish);
  const { dcs } = options;
  const told = toldOf(options, wish);
  const text = serverText(definition, wish);
  if (dcs !== undefined && definition.api === 'dcs')
    await refuseIfTooOld(dcs, wish, text !== undefined, call);
  return { ...told, server: text === undefined ? null : await serverOf(options, definition, text, call) };
}

/**
 * Completes a wish whose server is known, without asking anybody: for the schedules file, which is read before an API
 * is. @throws UserError as above
 */
export function specOfKnown(
  options: SpecOptions,
  wish: Omit<BoardWish, 'server'>,
  server: BoardSpec['server'],
): BoardSpec {
  const told = toldOf(options, wish);
  const text = serverText(boardOf(wish), { ...wish, server: server?.name });
  return { ...told, server: text === undefined ? null : server };
}

/** What the wish alone decides. */
function toldOf({ dcs, battlemetrics }: SpecOptions, wish: BoardWish): Omit<BoardSpec, 'server'> {
  const definition = boardOf(wish);
  const configured = definition.api === 'dcs' ? dcs !== undefined : battlemetrics !== undefined;
  if (!configured) throw boardUnavailable(wish.board);
  return {
    board: wish.board,
    period: periodOf(definition, wish),
    order: orderOf(definition, wish),
    minimum: minimumOf(definition, wish),
    top: topOf(wish),
  };
}

function periodOf({ title, periods }: BoardDefinition, { period }: BoardWish): BoardPeriod {
  const [first = 'all'] = periods;
  if (period === undefined) return first;
  const known = periods.find((one) => one === period);
  if (known !== undefined) return known;
  throw new UserError(
    'board-period',
    periods.length === 1
      ? `**${title}** has no periods: it always covers ${first === 'all' ? 'all time' : `the last ${first}`}. Leave \`period\` out.`
      : `**${title}** has no such period. Pick one of: ${periods.join(', ')}.`,
  );
}

function orderOf({ title, weighable }: BoardDefinition, { order }: BoardWish): BoardSpec['order'] {
  switch (order) {
    case undefined:
      return weighable ? 'weighted' : 'plain';
    case 'plain':
      return 'plain';
    case 'weighted':
      if (weighable) return 'weighted';
      throw new UserError(
        'board-order',
        `**${title}** is ordered by the figure itself: only ratios can be weighted. Leave \`order\` out.`,
      );
    default:
      throw new UserError('board-order', 'There is no such order. Pick `weighted` or `plain`.');
  }
}

function minimumOf({ title, minimum }: BoardDefinition, wish: BoardWish): number {
  if (wish.minimum === undefined) return minimum?.byDefault ?? 0;
  if (!Number.isInteger(wish.minimum) || wish.minimum < 0) {
    throw new UserError('board-minimum', 'The minimum must be a whole number, 0 or more.');
  }
  if (minimum === null && wish.minimum > 0) {
    throw new UserError('board-minimum', `**${title}** has no minimum. Leave \`minimum\` out.`);
  }
  return wish.minimum;
}

function topOf({ top = DEFAULT_TOP }: BoardWish): number {
  if (Number.isInteger(top) && top >= LEAST_TOP && top <= MOST_TOP) return top;
  throw new UserError('board-top', `A board shows ${LEAST_TOP} to ${MOST_TOP} places. Change \`top\`.`);
}

/** What was typed for the server; undefined for all of them. */
function serverText({ title, server }: BoardDefinition, wish: BoardWish): string | undefined {
  const text = wish.server?.trim() === '' ? undefined : wish.server;
  if (server === 'required' && text === undefined) {
    throw new UserError(
      'board-server',
      `**${title}** is about one server. Pick one of the suggestions of \`server\`.`,
    );
  }
  if (server === 'never' && text !== undefined) {
    throw new UserError('board-server', `**${title}** is about all servers. Leave \`server\` out.`);
  }
  return text;
}

/** Says at once what no post could show. While the server does not answer, the post itself says so later. */
async function refuseIfTooOld(
  dcs: DcsServerBot,
  { board }: BoardWish,
  oneServer: boolean,
  call: Call,
): Promise<void> {
  let version: 'documented' | 'current';
  try {
    version = await dcs.version(call);
  } catch (error) {
    if (error instanceof ApiError && call.signal?.aborted !== true) return;
    throw error;
  }
  const tooOld = !boardOf({ board }).versions.includes(version) || (oneServer && version === 'documented');
  if (tooOld) throw needsCurrentVersion(board);
}

async function serverOf(
  { dcs, battlemetrics }: SpecOptions,
  { api }: BoardDefinition,
  text: string,
  call: Call,
): Promise<BoardSpec['server']> {
  if (api === 'dcs') return dcs === undefined ? null : chooseServer(await dcsServers(dcs, call), text);
  if (battlemetrics === undefined) return null;
  return chooseServer(await battleMetricsServers(battlemetrics.api, battlemetrics, call), text);
}
