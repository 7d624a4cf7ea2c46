import { digits, group, item, keyPage, list, optional } from '../arguments/params.ts';
import { operation, page } from '../operation.ts';
import { flagPlayer } from '../schemas/flag-player.ts';
import { identifier } from '../schemas/identifier.ts';
import { player } from '../schemas/player.ts';
import { playerFlag } from '../schemas/player-flag.ts';
import { relatedIdentifier } from '../schemas/related-identifier.ts';

const types = (what: string) => optional(list(item('a type, such as steamID'), what));
const fields = [flagPlayer, identifier, player, playerFlag] as const;

export const relatedIdentifiers = {
  /** The identifiers of a player, with the players who share each. A hundred a page unless `page.size` says otherwise. */
  list: operation({
    method: 'GET',
    path: '/players/{player}/relationships/related-identifiers',
    params: { player: digits('id of the player') },
    section: 'Related Player Identifier',
    summary: 'Lists the identifiers of a player, and who shares them.',
    query: {
      filter: group({
        identifiers: types('the types of identifiers that are included'),
        matchIdentifiers: types('the types by which others are found'),
      }),
      page: keyPage({ standard: 100 }),
    },
    include: { player, identifier, playerFlag, flagPlayer },
    fields,
    relations: fields,
    answer: page(relatedIdentifier),
    cache: { ttlMs: 60_000, staleForMs: 10 * 60_000 },
  }),
};
