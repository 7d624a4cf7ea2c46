import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import { escapeText } from '../../render/escape.ts';
import { dateTime } from '../../render/timestamps.ts';
import { isSteamId } from '../bans/ban-rules.ts';
import { type KnownPlayer, type PlayerReading, readPlayer, timeOf } from './known-player.ts';

/** Someone who was on one of the community's servers. */
export interface SeenPlayer {
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
  /** Epoch milliseconds; undefined when BattleMetrics does not say. */
  readonly lastSeen: number | undefined;
}

/** Whom a moderator meant: a player, or a Steam ID that BattleMetrics does not know. */
export type FoundPlayer = KnownPlayer | { readonly known: false; readonly steamId: string };

export interface ResolveOptions {
  /** A part of a name is not enough: for what is done without a question. */
  readonly wholeName?: boolean;
}

export interface PlayerFinder {
  /** At most 25 people of our own servers whose name fits the text; the last seen ones when it is empty. */
  search(text: string, call: Call): Promise<readonly SeenPlayer[]>;
  /**
   * Whom an option's text means: an id, a Steam ID, or a name that fits exactly one person of our servers. One call
   * for an id, two for the others.
   * @throws UserError when it fits nobody, or several, who are then listed.
   */
  resolve(text: string, call: Call, options?: ResolveOptions): Promise<FoundPlayer>;
  /**
   * The same for what needs a player of BattleMetrics.
   * @param options.what as in "only players that it knows can have flags"
   * @throws UserError as `resolve`, and for a Steam ID that it does not know
   */
  known(text: string, call: Call, options: ResolveOptions & { readonly what: string }): Promise<KnownPlayer>;
}

const MOST_CHOICES = 25;
/** Names in a refusal, so that it stays readable. */
const MOST_LISTED = 10;

export function createPlayerFinder({
  battlemetrics,
  organizationId,
  serverIds,
}: PlayerReading): PlayerFinder {
  const search = async (text: string, call: Call): Promise<readonly SeenPlayer[]> => {
    const page = await battlemetrics.players.list(
      {
        filter: {
          // Without it the whole world is searched.
          public: false,
          ...(serverIds.length === 0 ? { organization: organizationId } : { servers: serverIds }),
          ...(text === '' ? {} : { search: text }),
        },
        // For when each was last seen; the sort is by relevance unless it is named.
        include: ['server'],
        fields: { server: ['name'] },
        ...(text === '' ? { sort: '-lastSeen' as const } : {}),
        page: { size: MOST_CHOICES },
      },
      call,
    );
    return page.data.map(({ id, attributes, relationships }) => ({
      id,
      name: attributes.name,
      lastSeen: latest(
        (relationships.servers?.data ?? []).map(({ meta }) => meta?.lastSeen ?? undefined),
        attributes.updatedAt,
      ),
    }));
  };

  const read = (id: string, call: Call): Promise<KnownPlayer> =>
    readPlayer({ battlemetrics, organizationId, serverIds }, id, call);

  const bySteamId = async (steamId: string, call: Call): Promise<FoundPlayer> => {
    const wanted = { type: 'steamID', identifier: steamId };
    const { data } = await battlemetrics.players.quickMatch(
      { data: [{ type: 'identifier', attributes: wanted }] },
      call,
    );
    // Identifiers without a match are left out of the answer: pair by type and value.
    const matches = data.filter(
      ({ attributes }) => attributes.type === wanted.type && attributes.identifier === steamId,
    );
    const ids = new Set(matches.map(({ relationships }) => relationships.player?.data?.id));
    ids.delete(undefined);
    const [id, another] = [...ids];
    if (id === undefined) return { known: false, steamId };
    if (another !== undefined) {
      throw new UserError(
        'player-ambiguous',
        `BattleMetrics knows several players with this Steam ID: ${[...ids].join(', ')}. Give the id of the one you mean.`,
      );
    }
    const found = await read(id, call);
    // The Steam ID is what was asked for, so it counts even if the player's own page does not show it.
    const extra = matches.filter((match) => found.identifiers.every((one) => one.id !== match.id));
    const more = extra.map(({ id: identifierId, attributes }) => ({
      id: identifierId,
      type: 'steamID',
      value: steamId,
      lastSeen: timeOf(attributes.lastSeen),
    }));
    return { ...found, identifiers: [...found.identifiers, ...more] };
  };

  const resolve: PlayerFinder['resolve'] = async (text, call, { wholeName = false } = {}) => {
    const asked = text.trim();
    if (isSteamId(asked)) return bySteamId(asked, call);
    if (/^\d{1,19}$/u.test(asked)) return read(asked, call);
    if (asked === '') throw nobody();
    const { id } = chooseByName(await search(asked, call), asked, wholeName);
    return read(id, call);
  };

  return {
    search,
    resolve,
    async known(text, call, { what, ...options }) {
      const found = await resolve(text, call, options);
      if (found.known) return found;
      throw new UserError(
        'player-not-known',
        `BattleMetrics does not know this Steam ID, and only players that it knows can ${what}.`,
      );
    },
  };
}

function chooseByName(seen: readonly SeenPlayer[], asked: string, wholeName: boolean): SeenPlayer {
  // The search is fuzzy; a name must really be there.
  const wanted = asked.toLowerCase();
  const exact = seen.filter(({ name }) => name.toLowerCase() === wanted);
  const fitting = exact.length > 0 ? exact : seen.filter(({ name }) => name.toLowerCase().includes(wanted));
  const [first, second] = fitting;
  if (first === undefined) throw nobody();
  if (second === undefined && (exact.length > 0 || !wholeName)) return first;
  const list = fitting.slice(0, MOST_LISTED).map(({ id, name, lastSeen }) => {
    const seenAt = lastSeen === undefined ? '' : `, last seen ${dateTime(lastSeen)}`;
    return `• ${escapeText(name, 100)} \`${id}\`${seenAt}`;
  });
  const question = second === undefined ? 'Nobody has exactly that name.' : 'That name fits several players.';
  const more = fitting.length > MOST_LISTED ? [`• and ${fitting.length - MOST_LISTED} more`] : [];
  throw new UserError(
    'player-ambiguous',
    [`${question} Use the id of the one you mean:`, ...list, ...more].join('\n'),
    { count: fitting.length },
  );
}

function nobody(): UserError {
  return new UserError(
    'player-unknown',
    'Nobody of that name was seen on our servers. Pick one of the suggestions while you type, or give a BattleMetrics player id or a Steam ID.',
  );
}

function latest(times: readonly (string | undefined)[], otherwise: string | null): number | undefined {
  const known = times.map(timeOf).filter((time) => time !== undefined);
  return known.length > 0 ? Math.max(...known) : timeOf(otherwise);
}
