import type { NewBan } from '../../battlemetrics/schemas/ban.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import { type BanImportEntry, type BanImportRequest, NOBODY } from '../../store/moderation-request.ts';
import { banBody } from '../bans/ban-body.ts';
import { findByUid } from './bans-by-uid.ts';
import { confirmedAt, type Write } from './write.ts';

/** Bans in one call: few enough that a lost answer is found out about quickly. */
const BATCH = 50;
/** Each batch waits so long for its turn, milliseconds. */
const BATCH_WITHIN_MS = 5 * 60_000;

/**
 * `POST /bans/import` in batches. How far it came is written down before and after each, and it goes on from there.
 * Document: "Ban Import".
 */
export const banImportWrite: Write<BanImportRequest> = {
  async send(action, { battlemetrics, organizationId, now }, call, progress) {
    const { entries } = action.request;
    let result = action.result ?? { begun: 0, imported: 0 };
    for (let at = result.begun ?? 0; at < entries.length; at += BATCH) {
      const batch = entries.slice(at, at + BATCH);
      result = { ...result, begun: at + batch.length };
      await progress(result);
      const data = batch.map((entry) => importedBan(entry, action, organizationId));
      await battlemetrics.bans.import({ data }, { ...call, deadline: now() + BATCH_WITHIN_MS });
      result = { ...result, imported: at + batch.length };
      await progress(result);
    }
    return result;
  },

  async look(action, deps, call) {
    const { entries } = action.request;
    const begun = action.result?.begun ?? 0;
    const uids = new Set(entries.slice(0, begun).map(({ uid }) => uid));
    const found = await findByUid(uids, confirmedAt(action), deps, call);
    const result = { begun, imported: found.size };
    if (found.size < uids.size) return { kind: 'not-seen', result };
    return begun < entries.length ? { kind: 'begun', result } : { kind: 'happened', result };
  },
};

function importedBan(
  { uid, identifiers, reason, note, expires }: BanImportEntry,
  action: ModerationAction<BanImportRequest>,
  organizationId: string,
): NewBan {
  const timestamp = confirmedAt(action);
  const durationMs = expires === null ? null : expires - timestamp;
  const { scope } = action.request;
  const ban = { kind: 'ban' as const, subject: NOBODY, identifiers, reason, note, scope, durationMs };
  return banBody(ban, { uid, timestamp }, organizationId);
}
