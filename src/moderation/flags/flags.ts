import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import { escapeText } from '../../render/escape.ts';
import type { ShownFlag } from '../../render/moderation/views.ts';
import type { FlagExpiries } from '../../store/flag-expiries.ts';
import type { FlagRequest, Subject } from '../../store/moderation-request.ts';
import { withScope } from '../lacking-scope.ts';
import { type MomentOptions, parseLasting } from '../moments.ts';
import type { KnownPlayer } from '../players/known-player.ts';
import type { PlayerFinder } from '../players/player-finder.ts';
import { ownerOf, readFlags } from './own-flags.ts';

/** A flag that the organization can put on players. */
export interface Flag {
  /** UUID. */
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
  readonly description: string | null;
}

/** A flag that a player has now. */
export interface PlayersFlag extends Flag {
  /** Epoch milliseconds; undefined when BattleMetrics does not say. */
  readonly addedAt: number | undefined;
}

/** What a moderator typed. */
export interface FlagAddInput {
  readonly player: string;
  readonly flag: string;
  /** A duration: after it the flag is over. */
  readonly expires?: string | undefined;
  /** What happens then; it is removed unless that is said. */
  readonly whenOver?: 'remove' | 'ask' | undefined;
}

export interface Flags {
  /** All flags of the organization, none that is personal or of another organization of the token's owner. */
  all(call: Call): Promise<readonly Flag[]>;
  /** Those of them that a player has now; removed ones stay in BattleMetrics' list and are left out here. */
  of(playerId: string, call: Call): Promise<readonly PlayersFlag[]>;
  /** The same with when they are over. */
  shown(playerId: string, call: Call): Promise<readonly ShownFlag[]>;
  /** @throws UserError as the PlayerFinder */
  list(
    player: string,
    call: Call,
  ): Promise<{ readonly subject: Subject; readonly flags: readonly ShownFlag[] }>;
  /** @throws UserError when the text is neither the id nor the name of exactly one flag. */
  resolve(text: string, call: Call): Promise<Flag>;
  /**
   * To put a flag on a player, from an hour on up to ten years, or for good.
   * @throws UserError as the PlayerFinder and `resolve`, and for a duration that is none
   */
  addRequest(input: FlagAddInput, call: Call): Promise<FlagRequest>;
  /** Names also when the flag would have been over, for an undo puts it back so. @throws UserError as `addRequest` */
  removeRequest(input: { readonly player: string; readonly flag: string }, call: Call): Promise<FlagRequest>;
}

export interface FlagsOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  readonly players: Pick<PlayerFinder, 'known'>;
  readonly expiries: Pick<FlagExpiries, 'ofPlayer'>;
  /** IANA: in it an end that is a date is read. */
  readonly timezone: string;
  readonly now: () => number;
}

const MOST_LISTED = 15;
/** What is over sooner needs no flag; and the bot does not look all the time. */
const SHORTEST_MS = 60 * 60_000;

export function createFlags(options: FlagsOptions): Flags {
  const { battlemetrics, organizationId, players, expiries, timezone, now } = options;
  const all = async (call: Call): Promise<readonly Flag[]> =>
    (await readFlags(battlemetrics, organizationId, call)).map(({ id, attributes }) => ({
      id,
      name: attributes.name,
      description: attributes.description,
    }));

  const of = (playerId: string, call: Call): Promise<readonly PlayersFlag[]> =>
    withScope('flag:read', 'read flags', async () => {
      const flags: PlayersFlag[] = [];
      const query = { player: playerId, include: ['playerFlag'] as const, page: { size: 100 } };
      for await (const page of battlemetrics.flagPlayers.list.pages(query, call)) {
        for (const { attributes, relationships } of page.data) {
          const id = relationships.playerFlag?.data?.id;
          if (attributes.removedAt !== null || id === undefined) continue;
          const definition = page.included.get('playerFlag', id);
          if (definition !== undefined && ownerOf(definition, organizationId) === 'others') continue;
          flags.push({
            id,
            name: definition?.attributes.name ?? id,
            description: definition?.attributes.description ?? null,
            addedAt: attributes.addedAt === null ? undefined : Date.parse(attributes.addedAt),
          });
        }
      }
      return flags;
    });

  const shown = async (playerId: string, call: Call): Promise<readonly ShownFlag[]> => {
    const [flags, ends] = await Promise.all([of(playerId, call), expiries.ofPlayer(playerId)]);
    return flags.map((flag) => ({
      ...flag,
      expiresAt: ends.find(({ flagId }) => flagId === flag.id)?.expiresAt,
    }));
  };

  const resolve = async (text: string, call: Call): Promise<Flag> => {
    const wanted = text.trim().toLowerCase();
    const flags = await all(call);
    const fitting = flags.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
    const [first, second] = fitting;
    if (first !== undefined && second === undefined) return first;
    if (flags.length === 0) {
      throw new UserError(
        'flag-unknown',
        'The organization has no flags on BattleMetrics yet. An admin makes one with `/flags create`.',
      );
    }
    const names = flags.slice(0, MOST_LISTED).map(({ name }) => escapeText(name, 80));
    throw new UserError(
      first === undefined ? 'flag-unknown' : 'flag-ambiguous',
      `${first === undefined ? 'There is no such flag' : 'Several flags have that name'}. Pick one of the suggestions of \`flag\` while you type. Flags: ${names.join(', ')}${flags.length > MOST_LISTED ? ', …' : ''}`,
    );
  };

  const request = async (
    kind: FlagRequest['kind'],
    input: { readonly player: string; readonly flag: string },
    call: Call,
  ): Promise<FlagRequest> => {
    // Nothing asks before a flag is put on: a part of a name is not enough.
    const [player, flag] = await Promise.all([
      players.known(input.player, call, { wholeName: true, what: 'have flags' }),
      resolve(input.flag, call),
    ]);
    return { kind, subject: subjectOf(player), playerId: player.id, flagId: flag.id, flagName: flag.name };
  };

  return {
    all,
    of,
    shown,
    resolve,

    async list(text, call) {
      const player = await players.known(text, call, { what: 'have flags' });
      return { subject: subjectOf(player), flags: await shown(player.id, call) };
    },

    async addRequest({ expires, whenOver, ...input }, call) {
      if (expires === undefined) {
        if (whenOver === undefined) return request('flag-add', input, call);
        throw new UserError(
          'flag-expiry-missing',
          '`when_over` says what happens once the flag is over: say with `expires` when that is, or leave it out.',
        );
      }
      const ms = readExpiry(expires, { timezone, now: now() });
      const asked = await request('flag-add', input, call);
      return { ...asked, expiry: { at: now() + ms, whenOver: whenOver ?? 'remove' } };
    },

    async removeRequest(input, call) {
      const asked = await request('flag-remove', input, call);
      const ends = await expiries.ofPlayer(asked.playerId);
      const end = ends.find(({ flagId }) => flagId === asked.flagId);
      if (end === undefined) return asked;
      const { expiresAt: at, whenOver } = end;
      return { ...asked, expiry: { at, whenOver } };
    },
  };
}

function subjectOf({ id, name }: KnownPlayer): Subject {
  return { playerId: id, name, steamId: null };
}

function readExpiry(text: string, options: MomentOptions): number {
  const ms = parseLasting(text, 'A flag', false, options);
  if (ms === null) {
    throw new UserError(
      'flag-expiry-never',
      'A flag stays for good unless it is over some time: leave `expires` out.',
    );
  }
  if (ms >= SHORTEST_MS) return ms;
  throw new UserError(
    'flag-expiry-too-short',
    'A flag lasts an hour at least. Examples: `12h`, `7d`, `1mo`, `2026-12-31`.',
  );
}
