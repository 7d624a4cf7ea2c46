import type { PlayerFlag } from '../../battlemetrics/schemas/player-flag.ts';
import { NotFoundError } from '../../http/errors.ts';
import type {
  FlagCreateRequest,
  FlagDefinition,
  FlagDeleteRequest,
  FlagEditRequest,
} from '../../store/moderation-request.ts';
import { asDone, ifThere } from './already.ts';
import type { Write } from './write.ts';

/** `POST /player-flags`. Document: "Player Flag Create". */
export const flagCreateWrite: Write<FlagCreateRequest> = {
  async send({ request: { definition } }, { battlemetrics, organizationId }, call) {
    const data = {
      type: 'playerFlag' as const,
      attributes: definition,
      relationships: { organization: { data: { type: 'organization' as const, id: organizationId } } },
    };
    const answer = await battlemetrics.playerFlags.create({ data }, call);
    return answer === undefined ? {} : { flagId: answer.data.id };
  },

  /** Two flags that look the same are of no use to anybody, so one of ours that does is taken to be this one. */
  async look({ request: { definition } }, { battlemetrics, organizationId }, call) {
    const query = { filter: { personal: false }, page: { size: 100 } };
    for await (const flag of battlemetrics.playerFlags.list.all(query, call)) {
      const ours = flag.relationships.organization?.data?.id === organizationId;
      if (ours && isAs(definition, flag)) return { kind: 'happened', result: { flagId: flag.id } };
    }
    return { kind: 'not-seen' };
  },
};

/** `PATCH /player-flags/{id}`. Document: "Player Flag". */
export const flagEditWrite: Write<FlagEditRequest> = {
  async send({ request: { flagId: id, after } }, { battlemetrics }, call) {
    await battlemetrics.playerFlags.update({ id, data: { type: 'playerFlag', id, attributes: after } }, call);
    return { flagId: id };
  },

  async look({ request: { flagId, after } }, { battlemetrics }, call) {
    const flag = await ifThere(() => battlemetrics.playerFlags.get({ id: flagId }, call));
    const asAsked = flag !== undefined && isAs(after, flag.data);
    return asAsked ? { kind: 'happened', result: { flagId } } : { kind: 'not-so' };
  },
};

/** `DELETE /player-flags/{id}`. Document: "Player Flag". */
export const flagDeleteWrite: Write<FlagDeleteRequest> = {
  send({ request }, { battlemetrics }, call) {
    return asDone(() => battlemetrics.playerFlags.delete({ id: request.flagId }, call), NotFoundError);
  },

  async look({ request }, { battlemetrics }, call) {
    const flag = await ifThere(() => battlemetrics.playerFlags.get({ id: request.flagId }, call));
    return flag === undefined ? { kind: 'happened', result: {} } : { kind: 'not-so' };
  },
};

function isAs({ name, color, description, icon }: FlagDefinition, { attributes }: PlayerFlag): boolean {
  return (
    attributes.name === name &&
    attributes.color?.toLowerCase() === color.toLowerCase() &&
    (attributes.description ?? '') === (description ?? '') &&
    (attributes.icon ?? null) === icon
  );
}
