import { operation, same } from '../operation.ts';
import { campaign, date, nick, optional, text } from '../parameters.ts';
import { wirePlayerCredits, wireSquadronCredits } from '../wire/credits.ts';

const section = 'Credits';
const versions = ['documented', 'current'] as const;

/** What players and squadrons earned in campaigns. The current version rejects with a NotFoundError for nothing. */
export const credits = {
  /** POST /credits: one at most; empty for an unknown player or without a campaign, by the documented version. */
  player: operation({
    method: 'POST',
    path: '/credits',
    section,
    summary: 'Tells the credits of a player in a campaign.',
    versions,
    documented: { nick: 'required', date: 'required' },
    form: { nick, date: optional(date), campaign: optional(campaign) },
    answer: same(wirePlayerCredits),
  }),

  /**
   * POST /squadron_credits; not in the document, though its servers have it. Known bug of the current version: a
   * ServerError for a squadron that has credits.
   */
  squadron: operation({
    method: 'POST',
    path: '/squadron_credits',
    section,
    summary: 'Tells the credits of a squadron in a campaign.',
    versions,
    documented: { name: 'required' },
    form: {
      name: text('Name of the squadron, exactly as `info.squadrons` tells it.'),
      campaign: optional(campaign),
    },
    answer: same(wireSquadronCredits),
  }),
};
