import type { ReservedSlot } from '../../battlemetrics/schemas/reserved-slot.ts';
import { NotFoundError } from '../../http/errors.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { SlotAddRequest, SlotRemoveRequest } from '../../store/moderation-request.ts';
import { asDone, ifThere } from './already.ts';
import { confirmedAt, type Write } from './write.ts';

/** How far BattleMetrics' clock, which a slot's creation carries, may be from ours. */
const CLOCK_SKEW_MS = 15 * 60_000;

/** `POST /reserved-slots`, found again by the action's id in its meta. Document: "Reserved Slot Create". */
export const slotAddWrite: Write<SlotAddRequest> = {
  async send(action, { battlemetrics, organizationId, tokenUserId }, call) {
    const { playerId, identifiers, servers } = action.request;
    const expires = expiresOf(action);
    const data = {
      type: 'reservedSlot' as const,
      meta: { squawk: action.id },
      attributes: { expires: expires === null ? null : new Date(expires).toISOString(), identifiers },
      relationships: {
        player: { data: { type: 'player' as const, id: playerId } },
        organization: { data: { type: 'organization' as const, id: organizationId } },
        servers: { data: servers.map(({ id }) => ({ type: 'server' as const, id })) },
        ...(tokenUserId === undefined ? {} : { user: { data: { type: 'user' as const, id: tokenUserId } } }),
      },
    };
    const answer = await battlemetrics.reservedSlots.create({ data }, call);
    return answer === undefined ? {} : { slotId: answer.data.id };
  },

  async look(action, { battlemetrics, organizationId }, call) {
    const { playerId: player } = action.request;
    // "If true, show expired, otherwise hide expired" can be read as expired ones alone, so both lists count.
    for (const expired of [false, true]) {
      const query = { filter: { organization: organizationId, player, expired }, page: { size: 100 } };
      for await (const slot of battlemetrics.reservedSlots.list.all(query, call)) {
        if (isBy(action, slot)) return { kind: 'happened', result: { slotId: slot.id } };
      }
    }
    return { kind: 'not-seen' };
  },
};

/** `DELETE /reserved-slots/{id}`. Document: "Reserved Slot". */
export const slotRemoveWrite: Write<SlotRemoveRequest> = {
  send({ request }, { battlemetrics }, call) {
    return asDone(() => battlemetrics.reservedSlots.delete({ id: request.slotId }, call), NotFoundError);
  },

  async look({ request }, { battlemetrics }, call) {
    const slot = await ifThere(() => battlemetrics.reservedSlots.get({ id: request.slotId }, call));
    return slot === undefined ? { kind: 'happened', result: {} } : { kind: 'not-so' };
  },
};

/** By the meta; where the API does not give it back, by what it was made with. */
function isBy(
  action: ModerationAction<SlotAddRequest>,
  { meta, attributes, relationships }: ReservedSlot,
): boolean {
  if (meta.squawk !== undefined) return meta.squawk === action.id;
  const servers = (relationships.servers?.data ?? []).map(({ id }) => id).sort();
  const asked = action.request.servers.map(({ id }) => id).sort();
  const { expires, createdAt } = attributes;
  return (
    servers.join() === asked.join() &&
    (expires === null ? null : Date.parse(expires)) === expiresOf(action) &&
    createdAt !== null &&
    Date.parse(createdAt) >= confirmedAt(action) - CLOCK_SKEW_MS
  );
}

/** Epoch milliseconds; null is never. */
function expiresOf(action: ModerationAction<SlotAddRequest>): number | null {
  const { durationMs } = action.request;
  return durationMs === null ? null : confirmedAt(action) + durationMs;
}
