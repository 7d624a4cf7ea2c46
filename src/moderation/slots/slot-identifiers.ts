import { UserError } from '../../message/user-error.ts';
import type { BanIdentifier } from '../../store/moderation-request.ts';
import { chooseIdentifiers, type KnownIdentifier, toBanIdentifier } from '../bans/ban-rules.ts';

/**
 * By what a server recognises who has a slot: what belongs to this person alone, by the rules of bans, for what others
 * share would let them in too.
 * @throws UserError when nothing is left
 */
export function ownIdentifiers(known: readonly KnownIdentifier[]): readonly BanIdentifier[] {
  try {
    return chooseIdentifiers(known)
      .map(toBanIdentifier)
      .filter((identifier) => identifier !== undefined);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      'slot-no-identifier',
      'BattleMetrics shows this bot nothing of this player that belongs to one person alone (a Steam ID, for instance), only what others may share: a slot would be theirs too, so none was reserved. The operator can check that the token has the scope `rcon:read`.',
      error.context,
    );
  }
}
