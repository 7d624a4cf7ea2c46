import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { Ban } from '../battlemetrics/resources/bans.ts';
import type { Call } from '../http/call.ts';
import { NotFoundError } from '../http/errors.ts';
import { UserError } from '../message/user-error.ts';
import type { ActiveBan, BanPreview, UnbanPreview } from '../render/ban-preview.ts';
import type {
  BanRequest,
  BanScope,
  ModerationAction,
  Moderator,
  Subject,
  UnbanRequest,
} from '../store/moderation-action.ts';
import type { ModerationActions } from '../store/moderation-actions.ts';
import { chooseIdentifiers, fillNote, fillReason, toBanIdentifier } from './ban-rules.ts';
import { parseDuration } from './durations.ts';
import type { FoundPlayer, PlayerFinder } from './player-finder.ts';
import type { ServerFinder } from './server-finder.ts';

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

/** An active ban as it is offered while typing. */
export interface OfferedBan extends ActiveBan {
  readonly uid: string | null;
  /** Hostile text; undefined when BattleMetrics does not say. */
  readonly player: string | undefined;
}

/** Turns what was typed into drafts that wait for a confirmation. Nothing is sent. */
export interface Drafts {
  /** @throws UserError when the rules of a ban refuse it. */
  ban(input: BanInput, moderator: Moderator, call: Call): Promise<BanPreview>;
  /** @throws UserError when there is no such ban, or it is over. */
  unban(input: UnbanInput, moderator: Moderator, call: Call): Promise<UnbanPreview>;
  /** At most 25 active bans that fit the text, the latest first. */
  activeBans(text: string, call: Call): Promise<readonly OfferedBan[]>;
}

export interface DraftOptions {
  readonly battlemetrics: BattleMetrics;
  readonly actions: ModerationActions;
  readonly players: PlayerFinder;
  readonly servers: ServerFinder;
  readonly organizationId: string;
  readonly banListId?: string;
  readonly now: () => number;
}

/** A preview that is older shows what may no longer be so. */
const LAPSES_AFTER_MS = 10 * 60_000;
const SHOWN_BANS = 5;
const MOST_CHOICES = 25;

export function createDrafts(options: DraftOptions): Drafts {
  const { battlemetrics, actions, players, organizationId, now } = options;

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
      const bans = await bansOf(subject, options, call);
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
      return { ...(await write(request, moderator)), identifiers: banned, leftOut, ...bans };
    },

    async unban({ ban: text, mode }, moderator, call) {
      const ban = await findBan(text.trim(), options, call);
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

    async activeBans(text, call) {
      const page = await battlemetrics.bans.list(
        {
          filter: { organization: organizationId, expired: false, ...(text === '' ? {} : { search: text }) },
          include: ['player'],
          sort: '-timestamp',
          page: { size: MOST_CHOICES },
        },
        call,
      );
      return page.data.map((ban) => ({
        ...toActiveBan(ban),
        uid: ban.attributes.uid,
        player:
          page.included.get('player', ban.relationships.player?.data?.id)?.attributes.name ??
          ban.meta.player ??
          undefined,
      }));
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

/** Those that hold; of a Steam ID without a player only the search knows. */
async function bansOf(
  { playerId, steamId }: Subject,
  { battlemetrics, organizationId: organization }: DraftOptions,
  call: Call,
) {
  const whose = playerId === null ? { search: steamId ?? '' } : { player: playerId };
  const page = await battlemetrics.bans.list(
    {
      filter: { organization, expired: false, ...whose },
      sort: '-timestamp',
      page: { size: SHOWN_BANS },
    },
    call,
  );
  return { activeBans: page.data.map(toActiveBan), moreBans: page.next !== undefined };
}

async function findBan(text: string, options: DraftOptions, call: Call): Promise<Ban> {
  const ban = /^\d{1,19}$/u.test(text)
    ? await banOfId(text, options, call)
    : await banOfUid(text, options, call);
  if (ban === undefined) {
    throw new UserError(
      'ban-unknown',
      'There is no such ban. Pick one of the suggestions while you type, or give the id of a ban.',
    );
  }
  const organization = ban.relationships.organization?.data?.id;
  // The token's owner may be in several organizations; their moderators are others.
  if (organization !== undefined && organization !== options.organizationId) {
    throw new UserError('ban-elsewhere', `Ban ${ban.id} is of another organization: only it can lift it.`);
  }
  return ban;
}

async function banOfId(id: string, { battlemetrics }: DraftOptions, call: Call): Promise<Ban | undefined> {
  try {
    const { data, included } = await battlemetrics.bans.get({ id, include: ['player'] }, call);
    const name = included.get('player', data.relationships.player?.data?.id)?.attributes.name;
    return name === undefined ? data : { ...data, meta: { ...data.meta, player: name } };
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

async function banOfUid(
  uid: string,
  { battlemetrics, organizationId: organization }: DraftOptions,
  call: Call,
): Promise<Ban | undefined> {
  if (uid === '') return undefined;
  // "If true, show expired" can be read as expired ones alone, so both lists count.
  for (const expired of [false, true]) {
    const filter = { organization, expired, search: uid };
    const page = await battlemetrics.bans.list({ filter, page: { size: 100 } }, call);
    const ban = page.data.find(({ attributes }) => attributes.uid === uid);
    if (ban !== undefined) return ban;
  }
  return undefined;
}

function toActiveBan({ id, attributes }: Ban): ActiveBan {
  const { reason, expires, orgWide } = attributes;
  return { id, reason, expires: expires === null ? null : Date.parse(expires), orgWide };
}
