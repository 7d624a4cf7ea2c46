import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { PlayerFlag } from '../../battlemetrics/resources/player-flags.ts';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import { escapeText } from '../../render/escape.ts';

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

export interface Flags {
  /** All flags of the organization, none that is personal or of another organization of the token's owner. */
  all(call: Call): Promise<readonly Flag[]>;
  /** Those of them that a player has now; removed ones stay in BattleMetrics' list and are left out here. */
  of(playerId: string, call: Call): Promise<readonly PlayersFlag[]>;
  /** @throws UserError when the text is neither the id nor the name of exactly one flag. */
  resolve(text: string, call: Call): Promise<Flag>;
}

const MOST_LISTED = 15;

export function createFlags(battlemetrics: BattleMetrics, organizationId: string): Flags {
  /** A personal flag has a user and no organization; another organization's counts if it is shared with ours. */
  const isOurs = ({ relationships, meta }: PlayerFlag): boolean => {
    const owner = relationships.organization?.data?.id;
    if (owner === undefined) return relationships.user === undefined;
    return owner === organizationId || meta.shared === true;
  };

  const all = async (call: Call): Promise<readonly Flag[]> => {
    const flags: Flag[] = [];
    const query = { filter: { personal: false }, page: { size: 100 } };
    for await (const flag of battlemetrics.playerFlags.list.all(query, call)) {
      const { id, attributes } = flag;
      if (isOurs(flag)) flags.push({ id, name: attributes.name, description: attributes.description });
    }
    return flags;
  };

  return {
    all,

    async of(playerId, call) {
      const flags: PlayersFlag[] = [];
      const query = { player: playerId, include: ['playerFlag'] as const, page: { size: 100 } };
      for await (const page of battlemetrics.flagPlayers.list.pages(query, call)) {
        for (const { attributes, relationships } of page.data) {
          const id = relationships.playerFlag?.data?.id;
          if (attributes.removedAt !== null || id === undefined) continue;
          const definition = page.included.get('playerFlag', id);
          if (definition !== undefined && !isOurs(definition)) continue;
          flags.push({
            id,
            name: definition?.attributes.name ?? id,
            description: definition?.attributes.description ?? null,
            addedAt: attributes.addedAt === null ? undefined : Date.parse(attributes.addedAt),
          });
        }
      }
      return flags;
    },

    async resolve(text, call) {
      const wanted = text.trim().toLowerCase();
      const flags = await all(call);
      const fitting = flags.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
      const [first, second] = fitting;
      if (first !== undefined && second === undefined) return first;
      if (flags.length === 0) {
        throw new UserError(
          'flag-unknown',
          'The organization has no flags on BattleMetrics yet. Make one there first.',
        );
      }
      const names = flags.slice(0, MOST_LISTED).map(({ name }) => escapeText(name, 80));
      throw new UserError(
        first === undefined ? 'flag-unknown' : 'flag-ambiguous',
        `${first === undefined ? 'There is no such flag' : 'Several flags have that name'}. Pick one of the suggestions of \`flag\` while you type. Flags: ${names.join(', ')}${flags.length > MOST_LISTED ? ', …' : ''}`,
      );
    },
  };
}
