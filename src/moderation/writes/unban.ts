import type { Call } from '../../http/call.ts';
import { NotFoundError } from '../../http/errors.ts';
import type { UnbanRequest } from '../../store/moderation-request.ts';
import { asDone, ifThere } from './already.ts';
import { confirmedAt, type Write, type WriteDependencies } from './write.ts';

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

  async look({ request }, deps, call) {
    const { banId } = request;
    return (await isLifted(request, deps, call))
      ? { kind: 'happened', result: { banId } }
      : { kind: 'not-so' };
  },
};

/** Whether a ban is gone or, with `expire`, over. @throws ApiError or LimiterError */
export async function isLifted(
  { banId, mode }: Pick<UnbanRequest, 'banId' | 'mode'>,
  { battlemetrics, now }: WriteDependencies,
  call: Call,
): Promise<boolean> {
  const ban = await ifThere(() => battlemetrics.bans.get({ id: banId }, call));
  if (ban === undefined) return true;
  const { expires } = ban.data.attributes;
  return mode === 'expire' && expires !== null && Date.parse(expires) <= now();
}
