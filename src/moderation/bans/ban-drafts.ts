import type { Ban } from '../../battlemetrics/resources/bans.ts';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import type { BanPreview, UnbanPreview } from '../../render/moderation/ban-preview.ts';
import type { ModerationAction, Moderator } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import type { BanRequest, BanScope, Subject, UnbanRequest } from '../../store/moderation-request.ts';
import type { FoundPlayer, PlayerFinder } from '../players/player-finder.ts';
import type { ServerFinder } from '../servers/server-finder.ts';
import { type BanFinder, toActiveBan } from './ban-finder.ts';
import { chooseIdentifiers, fillNote, fillReason, toBanIdentifier } from './ban-rules.ts';
import { parseDuration } from './durations.ts';

/** What a moderator typed. */
export interface BanInput {
  readonly player: string;
  readonly reason: string;
  readonly duration: string;
  readonly scope: 'organization' | 'server' | 'ban-list';
  /** With the scope `server`. */
  readonly server?: string | undefined;
  readonly note?: string | undefined;
}

export interface UnbanInput {
  /** A ban's id, or its uid. */
  readonly ban: string;
  readonly mode: 'expire' | 'delete';
}

/** Turns what was typed into drafts that wait for a confirmation. Nothing is sent. */
export interface Drafts {
  /** @throws UserError when the rules of a ban refuse it. */
  ban(input: BanInput, moderator: Moderator, call: Call): Promise<BanPreview>;
  /** @throws UserError when there is no such ban, or it is over. */
  unban(input: UnbanInput, moderator: Moderator, call: Call): Promise<UnbanPreview>;
}

export interface DraftOptions {
  readonly actions: ModerationActions;
  readonly players: PlayerFinder;
  readonly servers: ServerFinder;
  readonly bans: BanFinder;
  readonly banListId?: string;
  readonly now: () => number;
}

/** A preview that is older shows what may no longer be so. */
const LAPSES_AFTER_MS = 10 * 60_000;

export function createDrafts(options: DraftOptions): Drafts {
  const { actions, players, bans, now } = options;

  const write = async <R extends BanRequest | UnbanRequest>(request: R, moderator: Moderator) => {
    await actions.lapse();
    const open = await actions.open(request);
    const rivals = {
      drafts: open.filter((one) => one.state === 'draft' && one.moderator.id !== moderator.id),
      unsettled: open.filter((one) => one.state !== 'draft'),
    };
    const created = await actions.create({ moderator, request, lapsesAt: now() + LAPSES_AFTER_MS });
    const action: ModerationAction<R> = { ...created, request };
    return { action, rivals };
  };

  return {
    async ban(input, moderator, call) {
      // What can be refused without asking anybody comes first.
      const durationMs = parseDuration(input.duration);
      const reason = fillReason(input.reason, moderator);
      const note = fillNote(input.note, moderator);
      const scope = await readScope(input, options, call);
      const found = await players.resolve(input.player, call);
      const { banned, leftOut } = identifiersOf(found);
      const subject = subjectOf(found);
      const active = await bans.of(subject, call);
      const request: BanRequest = {
        kind: 'ban',
        subject,
        identifiers: found.known
          ? banned.map(toBanIdentifier).filter((identifier) => identifier !== undefined)
          : [{ type: 'steamID', identifier: found.steamId, manual: true }],
        reason,
        note,
        scope,
        durationMs,
      };
      return { ...(await write(request, moderator)), identifiers: banned, leftOut, ...active };
    },

    async unban({ ban: text, mode }, moderator, call) {
      const ban = await bans.resolve(text, call);
      const active = toActiveBan(ban);
      if (mode === 'expire' && active.expires !== null && active.expires <= now()) {
        throw new UserError(
          'ban-over',
          `Ban ${ban.id} is over already. To remove its record, choose \`delete\`.`,
        );
      }
      const request: UnbanRequest = {
        kind: 'unban',
        subject: subjectOfBan(ban),
        banId: ban.id,
        mode,
        reason: ban.attributes.reason,
      };
      return { ...(await write(request, moderator)), ban: active };
    },
  };
}

async function readScope(input: BanInput, options: DraftOptions, call: Call): Promise<BanScope> {
  if (input.scope !== 'server') {
    if (input.server !== undefined) {
      throw new UserError(
        'ban-scope-server',
        'A `server` was given, but the scope is not one server. Choose the scope `One server`, or leave `server` out.',
      );
    }
    if (input.scope === 'organization') return { kind: 'organization' };
    const { banListId } = options;
    if (banListId === undefined) {
      throw new UserError(
        'ban-list-missing',
        'This bot knows no ban list: the operator can set `BATTLEMETRICS_BAN_LIST_ID`. Choose another scope.',
      );
    }
    return { kind: 'ban-list', banListId };
  }
  if (input.server === undefined) {
    throw new UserError('ban-server-missing', 'For a ban on one server, say which: fill in `server`.');
  }
  const { id, name } = await options.servers.resolve(input.server, call);
  return { kind: 'server', serverId: id, serverName: name };
}

function identifiersOf(found: FoundPlayer) {
  if (found.known) return chooseIdentifiers(found.identifiers);
  return { banned: [{ id: '', type: 'steamID', value: found.steamId }], leftOut: [] };
}

function subjectOf(found: FoundPlayer): Subject {
  return found.known
    ? { playerId: found.id, name: found.name, steamId: null }
    : { playerId: null, name: null, steamId: found.steamId };
}

/** A ban by identifiers alone has no player; the Steam ID then says whom it is about. */
function subjectOfBan({ relationships, attributes, meta }: Ban): Subject {
  const playerId = relationships.player?.data?.id ?? null;
  const steam = attributes.identifiers.find(({ type }) => type === 'steamID');
  return {
    playerId,
    name: meta.player ?? null,
    steamId: playerId === null ? (steam?.identifier ?? null) : null,
  };
}
