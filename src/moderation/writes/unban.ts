import { NotFoundError } from '../../http/errors.ts';
import type { UnbanRequest } from '../../store/moderation-request.ts';
import { asDone, ifThere } from './already.ts';
import { confirmedAt, type Write } from './write.ts';

/** Ends a ban by `PATCH /bans/{id}`, or removes its record by `DELETE`. Document: "Ban". */
export const unbanWrite: Write<UnbanRequest> = {
  async send(action, { battlemetrics }, call) {
    const { banId: id, mode } = action.request;
    const attributes = { expires: new Date(confirmedAt(action)).toISOString() };
    const result = await asDone(
      () =>
        mode === 'delete'
          ? battlemetrics.bans.delete({ id }, call)
          : battlemetrics.bans.update({ id, data: { type: 'ban', id, attributes } }, call),
      NotFoundError,
    );
    return { ...result, banId: id };
  },

  async look({ request: { banId, mode } }, { battlemetrics, now }, call) {
    const ban = await ifThere(() => battlemetrics.bans.get({ id: banId }, call));
    const expires = ban?.data.attributes.expires ?? null;
    const over = expires !== null && Date.parse(expires) <= now();
    const lifted = ban === undefined || (mode === 'expire' && over);
    return lifted ? { kind: 'happened', result: { banId } } : { kind: 'not-so' };
  },
};
