import type { Call } from '../../http/call.ts';
import { ConflictError, NotFoundError } from '../../http/errors.ts';
import type { ExemptionRequest } from '../../store/moderation-request.ts';
import { asDone } from './already.ts';
import type { Write, WriteDependencies } from './write.ts';

/** The organization's exemption from a ban. Document: "Ban List Exemption". */
export const exemptionWrite: Write<ExemptionRequest> = {
  send({ request }, { battlemetrics, organizationId }, call) {
    const { kind, banId: ban, reason } = request;
    if (kind === 'exemption-remove') {
      return asDone(() => battlemetrics.banExemptions.delete({ ban }, call), NotFoundError);
    }
    const data = {
      type: 'banExemption' as const,
      attributes: { reason },
      relationships: { organization: { data: { type: 'organization' as const, id: organizationId } } },
    };
    return asDone(() => battlemetrics.banExemptions.create({ ban, data }, call), ConflictError);
  },

  async look({ request }, deps, call) {
    const wanted = request.kind === 'exemption-add';
    const exempt = await isExempt(request.banId, deps, call);
    return exempt === wanted ? { kind: 'happened', result: {} } : { kind: 'not-so' };
  },
};

async function isExempt(
  ban: string,
  { battlemetrics, organizationId }: WriteDependencies,
  call: Call,
): Promise<boolean> {
  for await (const { relationships } of battlemetrics.banExemptions.list.all({ ban }, call)) {
    if (relationships.organization?.data?.id === organizationId) return true;
  }
  return false;
}
