import type { ActionResult, ActionState, ModerationAction } from '../../store/moderation-action.ts';
import type { ActionKind, BanImportRequest } from '../../store/moderation-request.ts';
import type { Finding } from '../writes/write.ts';

/** How an action ends. `error` is fit for people. */
export interface Verdict {
  readonly state: ActionState & ('done' | 'failed' | 'unknown');
  readonly result?: ActionResult;
  readonly error: string | null;
}

/** What looking for something showed last: what was found, or that nothing could be read. */
export type LastLook = Finding | { readonly kind: 'unreadable' };

const NOT_SO =
  'No answer of BattleMetrics was seen, and afterwards it was not as asked. Asking again does no harm.';
const NOT_READABLE =
  'No answer of BattleMetrics was seen, and it could not be asked afterwards what became of this.';

/** Of kinds that make something: what would be made twice by asking again. */
const MADE: Partial<Record<ActionKind, string>> = {
  ban: 'the ban',
  'flag-create': 'the flag',
  'note-add': 'the note',
  'slot-add': 'the reserved slot',
};

/** What one look decides; undefined when it decides nothing yet. */
export function decided(action: ModerationAction, finding: Finding): Verdict | undefined {
  switch (finding.kind) {
    case 'happened':
      return { state: 'done', result: finding.result, error: null };
    case 'begun':
      return stoppedImport(finding.result, action);
    case 'unknowable':
      return action.state === 'unknown' ? undefined : { state: 'unknown', error: finding.error };
    case 'not-seen':
    case 'not-so':
      return undefined;
  }
}

/** What is left to say when all looks decided nothing. */
export function undecided(action: ModerationAction, last: LastLook): Verdict {
  if (last.kind === 'not-so') return { state: 'failed', error: NOT_SO };
  if (last.kind !== 'not-seen') return { state: 'unknown', error: NOT_READABLE };
  const { request } = action;
  if (request.kind === 'ban-import') {
    const { result } = last;
    return { state: 'unknown', error: lostBatch(result, request), ...(result && { result }) };
  }
  const made = MADE[request.kind] ?? 'it';
  return {
    state: 'unknown',
    error: `No answer of BattleMetrics was seen, and ${made} was not found afterwards, which does not prove that it was not made.`,
  };
}

/** A write that BattleMetrics refused; an import may have come some way before that. */
export function refused(action: ModerationAction, error: string): Verdict {
  const { request } = action;
  if (request.kind !== 'ban-import') return { state: 'failed', error };
  const { imported = 0 } = action.result ?? {};
  // Of the batch that was refused nothing is begun any more.
  const result = { begun: imported, imported };
  if (imported === 0) return { state: 'failed', result, error };
  return {
    state: 'done',
    result,
    error: `It stopped after ${imported} of ${request.entries.length} bans. ${error} Import the same file again then: what is there already is left out.`,
  };
}

/** An import of which nothing more is sent: the process that sent it has ended, or gave up looking. */
function stoppedImport(result: ActionResult, { request, state }: ModerationAction): Verdict {
  const how = state === 'sending' ? 'It was stopped by a restart' : 'It was stopped';
  const all = request.kind === 'ban-import' ? request.entries.length : 0;
  const { imported = 0 } = result;
  if (imported === 0) {
    return { state: 'failed', result, error: `${how} before anything was sent.` };
  }
  return {
    state: 'done',
    result,
    error: `${how} after ${imported} of ${all}; import the same file again: what is there already is left out.`,
  };
}

function lostBatch(result: ActionResult | undefined, { entries }: BanImportRequest): string {
  const { begun = 0, imported = 0 } = result ?? {};
  return `No answer of BattleMetrics was seen, and not all that was sent was found afterwards: ${imported} of ${entries.length} bans are surely there, ${begun - imported} more may be. Nothing more was sent.`;
}
