import type { BanPreset } from '../../../config/ban-presets-file.ts';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import { escapeText } from '../../render/escape.ts';
import { fillTemplates } from '../../render/moderation/templates.ts';
import type { BanPreview, ShownIdentifier } from '../../render/moderation/views.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import type { BanIdentifier, BanRequest, Subject } from '../../store/moderation-request.ts';
import type { Order } from '../actions/order.ts';
import type { Questions } from '../actions/questions.ts';
import type { FoundPlayer, PlayerFinder } from '../players/player-finder.ts';
import type { ServerFinder } from '../servers/server-finder.ts';
import { chooseIdentifiers, fillNote, fillReason, isShared, toBanIdentifier } from './ban-rules.ts';
import { readScope, type ScopeInput } from './ban-scope.ts';
import { type DryRunOptions, dryRun, identifierWarnings } from './dry-run.ts';
import { parseDuration } from './durations.ts';

/** What a moderator typed. */
export interface BanInput extends ScopeInput {
  readonly player: string;
  /** Name of a preset, which gives what of reason and duration is not typed. */
  readonly preset?: string | undefined;
  readonly reason?: string | undefined;
  readonly duration?: string | undefined;
  readonly note?: string | undefined;
  /** A link. */
  readonly evidence?: string | undefined;
}

/** Turns what was typed into drafts of bans that wait for a confirmation. Nothing is sent. */
export interface BanDrafts {
  /** @throws UserError when the rules of a ban refuse it. */
  ban(input: BanInput, order: Order): Promise<BanPreview>;
  /**
   * Writes a draft anew with other identifiers, by BattleMetrics' ids; the old one can't be confirmed any more.
   * @throws UserError when it is not the asker's own open draft, or nothing is left.
   */
  chooseIdentifiers(actionId: string, identifierIds: readonly string[], order: Order): Promise<BanPreview>;
}

export interface BanDraftOptions extends DryRunOptions {
  readonly actions: Pick<ModerationActions, 'get' | 'byRequestKey'>;
  readonly questions: Pick<Questions, 'ask' | 'cancel'>;
  readonly players: PlayerFinder;
  readonly servers: ServerFinder;
  readonly presets: readonly BanPreset[];
  readonly banListId?: string;
  /** IANA; in it the player's view is written. */
  readonly timezone: string;
}

/** An identifier of the player, and how it goes into a request. */
interface Bannable extends ShownIdentifier {
  readonly as: BanIdentifier;
}

export function createBanDrafts(options: BanDraftOptions): BanDrafts {
  const { actions, questions, players, servers, presets, banListId, timezone, now } = options;

  const preview = async (request: BanRequest, found: FoundPlayer, order: Order): Promise<BanPreview> => {
    const { warnings, ...run } = await dryRun(found, request, options, order.call);
    const asked = await questions.ask(request, order);
    // Delivered twice, it is the first draft's choice that counts.
    const { identifiers, reason, durationMs } = asked.action.request;
    const hit = new Set(identifiers.map(keyOf));
    const shown = bannable(found).map(({ as, ...identifier }) => ({
      ...identifier,
      chosen: hit.has(keyOf(as)),
      shared: isShared(identifier),
    }));
    return {
      ...asked,
      ...run,
      warnings: [...warnings, ...identifierWarnings(shown.filter(({ chosen }) => chosen))],
      identifiers: shown,
      playersSee: fillTemplates(reason, {
        uid: asked.action.uid ?? '',
        admin: order.moderator.name,
        bannedAt: now(),
        durationMs,
        now: now(),
        timezone,
      }),
    };
  };

  return {
    async ban(input, order) {
      // What can be refused without asking anybody comes first.
      const typed = withPreset(input, presets);
      const durationMs = parseDuration(typed.duration);
      const reason = fillReason(typed.reason, order.moderator);
      const note = fillNote(input, order.moderator);
      const [scope, found] = await Promise.all([
        readScope(input, { servers, banListId }, order.call),
        players.resolve(input.player, order.call),
      ]);
      const chosen = found.known ? chooseIdentifiers(bannable(found)) : bannable(found);
      const identifiers = chosen.map(({ as }) => as);
      const subject = subjectOf(found);
      return preview({ kind: 'ban', subject, identifiers, reason, note, scope, durationMs }, found, order);
    },

    async chooseIdentifiers(actionId, identifierIds, order) {
      const replayed = await actions.byRequestKey(order.requestKey);
      const request = replayed === undefined ? await openDraft(actionId, actions) : banOf(replayed);
      const found = await read(request.subject, order.call, players);
      if (replayed !== undefined) return preview(request, found, order);
      const wanted = new Set(identifierIds);
      const identifiers = bannable(found)
        .filter(({ id }) => wanted.has(id))
        .map(({ as }) => as);
      if (identifiers.length === 0) {
        throw new UserError(
          'ban-identifiers-empty',
          'None of these identifiers is known of the player any more. Use `/ban` anew.',
        );
      }
      const ended = await questions.cancel(actionId, order.moderator);
      if (ended.state !== 'cancelled') throw notOpen();
      return preview({ ...request, identifiers }, found, order);
    },
  };
}

/** @throws UserError when nothing says why or how long, or there is no such preset. */
function withPreset(
  { preset: name, reason, duration }: BanInput,
  presets: readonly BanPreset[],
): { readonly reason: string; readonly duration: string } {
  const wanted = name?.trim().toLowerCase();
  const preset = presets.find((one) => one.name.toLowerCase() === wanted);
  if (wanted !== undefined && preset === undefined) {
    const names = presets.map((one) => escapeText(one.name, 80)).join(', ');
    throw new UserError(
      'ban-preset-unknown',
      `There is no such preset. Pick one from the list while you type: ${names || 'there are none'}.`,
    );
  }
  const given = { reason: reason ?? preset?.reason, duration: duration ?? preset?.duration };
  if (given.reason === undefined || given.duration === undefined) {
    const lacking = [
      ...(given.reason === undefined ? ['`reason`'] : []),
      ...(given.duration === undefined ? ['`duration`'] : []),
    ];
    throw new UserError(
      'ban-incomplete',
      `A ban needs a reason and a duration. Fill in ${lacking.join(' and ')}, or pick a \`preset\`, which has both.`,
    );
  }
  return { reason: given.reason, duration: given.duration };
}

/** Identifiers that BattleMetrics takes for a ban, shared ones included. */
function bannable(found: FoundPlayer): readonly Bannable[] {
  if (!found.known) {
    const { steamId } = found;
    const as = { type: 'steamID', identifier: steamId, manual: true } as const;
    return [{ id: steamId, type: 'steamID', value: steamId, as }];
  }
  return found.identifiers.flatMap((identifier) => {
    const as = toBanIdentifier(identifier);
    return as === undefined ? [] : [{ ...identifier, as }];
  });
}

function subjectOf(found: FoundPlayer): Subject {
  return found.known
    ? { playerId: found.id, name: found.name, steamId: null }
    : { playerId: null, name: null, steamId: found.steamId };
}

async function read({ playerId, steamId }: Subject, call: Call, players: PlayerFinder): Promise<FoundPlayer> {
  return players.resolve(playerId ?? steamId ?? '', call);
}

/** Whose it is, `cancel` checks. */
async function openDraft(actionId: string, actions: Pick<ModerationActions, 'get'>): Promise<BanRequest> {
  const action = await actions.get(actionId);
  if (action?.state !== 'draft') throw notOpen();
  return banOf(action);
}

function banOf({ request }: ModerationAction): BanRequest {
  if (request.kind === 'ban') return request;
  throw notOpen();
}

/** By which an identifier of a request is told from others. */
function keyOf(identifier: BanIdentifier): string {
  return typeof identifier === 'number' ? String(identifier) : `${identifier.type}:${identifier.identifier}`;
}

function notOpen(): UserError {
  return new UserError('action-over', 'This question is answered or over already. Use `/ban` anew.');
}
