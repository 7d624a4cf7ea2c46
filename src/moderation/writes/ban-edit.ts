import type { Call } from '../../http/call.ts';
import { htmlToText } from '../../render/html-text.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { BanEditRequest } from '../../store/moderation-request.ts';
import { endOf } from '../actions/opposite.ts';
import { ifThere } from './already.ts';
import { sameText } from './note-text.ts';
import { confirmedAt, type Write, type WriteDependencies } from './write.ts';

/** `PATCH /bans/{id}` of only what is changed. Document: "Ban". */
export const banEditWrite: Write<BanEditRequest> = {
  async send(action, { battlemetrics }, call) {
    const { banId: id, after } = action.request;
    const expires = expiresOf(action);
    const attributes = {
      ...(after.reason === undefined ? {} : { reason: after.reason }),
      ...(after.note === undefined ? {} : { note: after.note === '' ? null : after.note }),
      ...(expires === undefined
        ? {}
        : { expires: expires === null ? null : new Date(expires).toISOString() }),
    };
    await battlemetrics.bans.update({ id, data: { type: 'ban', id, attributes } }, call);
    return { banId: id };
  },

  async look(action, deps, call) {
    const { banId, after } = action.request;
    const { reason, note } = after;
    const asAsked = await says({ reason, note, end: expiresOf(action) }, banId, deps, call);
    return asAsked ? { kind: 'happened', result: { banId } } : { kind: 'not-so' };
  },
};

/**
 * Whether a ban still says what an edit is to replace, as who asked for it was shown.
 * @throws ApiError or LimiterError
 */
export function isAsBefore(
  { banId, before, after }: BanEditRequest,
  deps: WriteDependencies,
  call: Call,
): Promise<boolean> {
  const replaced = {
    reason: after.reason === undefined ? undefined : before.reason,
    note: after.note === undefined ? undefined : (before.note ?? ''),
    end: after.end === undefined ? undefined : before.expires,
  };
  return says(replaced, banId, deps, call);
}

/** Of what is undefined anything counts; `end` in epoch milliseconds, null for never. */
interface Wanted {
  readonly reason: string | undefined;
  readonly note: string | undefined;
  readonly end: number | null | undefined;
}

async function says(
  wanted: Wanted,
  id: string,
  { battlemetrics }: WriteDependencies,
  call: Call,
): Promise<boolean> {
  const ban = await ifThere(() => battlemetrics.bans.get({ id }, call));
  if (ban === undefined) return false;
  const { reason, note, expires } = ban.data.attributes;
  return (
    (wanted.reason === undefined || wanted.reason === reason) &&
    (wanted.note === undefined || sameText(wanted.note, htmlToText(note ?? ''))) &&
    (wanted.end === undefined || wanted.end === (expires === null ? null : Date.parse(expires)))
  );
}

/** Undefined when the end stays. */
function expiresOf(action: ModerationAction<BanEditRequest>): number | null | undefined {
  const { end } = action.request.after;
  return end === undefined ? undefined : endOf(end, confirmedAt(action));
}
