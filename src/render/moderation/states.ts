import type { ActionState, ModerationAction } from '../../store/moderation-action.ts';
import { COLOURS } from '../colours.ts';
import { count } from '../numbers.ts';

/** What became of an action, in a few words. */
interface ShownState {
  readonly icon: string;
  readonly text: string;
  readonly color: number;
}

const STATES: Readonly<Record<ActionState, ShownState>> = {
  draft: { icon: '💬', text: 'Not confirmed yet', color: COLOURS.quiet },
  proposed: { icon: '🕓', text: 'Waits for a second moderator', color: COLOURS.warning },
  sending: { icon: '⏳', text: 'Being carried out', color: COLOURS.quiet },
  done: { icon: '✅', text: 'Done', color: COLOURS.good },
  failed: { icon: '❌', text: 'Failed: nothing was changed', color: COLOURS.quiet },
  unknown: { icon: '⚠️', text: 'Unknown whether it happened', color: COLOURS.warning },
  cancelled: { icon: '🚫', text: 'Cancelled', color: COLOURS.quiet },
  lapsed: { icon: '⌛', text: 'Lapsed', color: COLOURS.quiet },
};

export function stateOf(action: ModerationAction): ShownState {
  const { state, undoneBy, confirmedAt, result } = action;
  const shown = STATES[state];
  const part = partOf(action);
  if (part !== undefined) {
    const text = `Partly done: ${count(part.imported)} of ${count(part.of)} bans are there`;
    return { icon: '⚠️', text, color: COLOURS.warning };
  }
  switch (state) {
    case 'done':
      if (undoneBy !== null) return { icon: '↩️', text: 'Undone', color: COLOURS.quiet };
      if (result?.alreadySo === true) return { ...shown, text: 'Done: it was so already' };
      return action.request.kind === 'ban' ? { ...shown, color: COLOURS.bad } : shown;
    case 'cancelled':
      // Who confirmed it meant it: it ended as a proposal.
      return confirmedAt === null ? shown : { ...shown, text: 'Not approved: nothing was changed' };
    case 'lapsed':
      return confirmedAt === null ? shown : { ...shown, text: 'Lapsed: nobody approved it in time' };
    default:
      return shown;
  }
}

/** Of an import that has ended and of which only some bans surely are there. */
export function partOf({ request, result, state }: ModerationAction) {
  if (request.kind !== 'ban-import' || (state !== 'done' && state !== 'failed')) return undefined;
  const of = request.entries.length;
  const imported = result?.imported ?? (state === 'done' ? of : 0);
  // What failed with nothing there has failed altogether.
  return imported < of && (state === 'done' || imported > 0) ? { imported, of } : undefined;
}
