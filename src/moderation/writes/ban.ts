import type { BanRequest } from '../../store/moderation-request.ts';
import { banBody } from '../bans/ban-body.ts';
import { findByUid } from './bans-by-uid.ts';
import type { Write } from './write.ts';

/** `POST /bans`, found again by its uid. Document: "Ban Create". */
export const banWrite: Write<BanRequest> = {
  async send({ request, uid, timestamp }, { battlemetrics, organizationId }, call) {
    if (uid === null || timestamp === null) throw new TypeError('a ban is sent without its uid and time');
    const data = banBody(request, { uid, timestamp }, organizationId);
    const answer = await battlemetrics.bans.create({ data }, call);
    return answer === undefined ? {} : { banId: answer.data.id };
  },

  async look({ uid, timestamp }, deps, call) {
    if (uid === null || timestamp === null) return { kind: 'not-seen' };
    const banId = (await findByUid(new Set([uid]), timestamp, deps, call)).get(uid);
    return banId === undefined ? { kind: 'not-seen' } : { kind: 'happened', result: { banId } };
  },
};
