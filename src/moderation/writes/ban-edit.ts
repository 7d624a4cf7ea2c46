import { htmlToText } from '../../render/html-text.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { BanEditRequest } from '../../store/moderation-request.ts';
import { endOf } from '../actions/opposite.ts';
import { ifThere } from './already.ts';
import { sameText } from './note-text.ts';
import { confirmedAt, type Write } from './write.ts';

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

  async look(action, { battlemetrics }, call) {
    const { banId, after } = action.request;
    const ban = await ifThere(() => battlemetrics.bans.get({ id: banId }, call));
    if (ban === undefined) return { kind: 'not-so' };
    const { reason, note, expires } = ban.data.attributes;
    const end = expiresOf(action);
    const asAsked =
      (after.reason === undefined || after.reason === reason) &&
      (after.note === undefined || sameText(after.note, htmlToText(note ?? ''))) &&
      (end === undefined || end === (expires === null ? null : Date.parse(expires)));
    return asAsked ? { kind: 'happened', result: { banId } } : { kind: 'not-so' };
  },
};

/** Undefined when the end stays. */
function expiresOf(action: ModerationAction<BanEditRequest>): number | null | undefined {
  const { end } = action.request.after;
  return end === undefined ? undefined : endOf(end, confirmedAt(action));
}
