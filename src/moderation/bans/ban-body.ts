import type { NewBan } from '../../battlemetrics/schemas/ban.ts';
import type { BanRequest } from '../../store/moderation-request.ts';

/** What makes a ban recognisable afterwards, chosen when it is confirmed and stored before it is sent. */
export interface BanMark {
  /** 5 to 14 letters and digits. */
  readonly uid: string;
  /** The moment of the confirmation, epoch milliseconds; `expires` counts from it. */
  readonly timestamp: number;
}

/** The body of `POST /bans`. Document: "Ban Create"; `orgWide` always stands there, for its default is true. */
export function banBody(request: BanRequest, mark: BanMark, organizationId: string): NewBan {
  const { subject, scope, durationMs } = request;
  return {
    type: 'ban',
    attributes: {
      uid: mark.uid,
      timestamp: new Date(mark.timestamp).toISOString(),
      reason: request.reason,
      note: request.note,
      expires: durationMs === null ? null : new Date(mark.timestamp + durationMs).toISOString(),
      identifiers: request.identifiers,
      orgWide: scope.kind !== 'server',
      autoAddEnabled: true,
      nativeEnabled: null,
    },
    relationships: {
      organization: { data: { type: 'organization', id: organizationId } },
      ...(subject.playerId === null ? {} : { player: { data: { type: 'player', id: subject.playerId } } }),
      ...(scope.kind === 'server' ? { server: { data: { type: 'server', id: scope.serverId } } } : {}),
      ...(scope.kind === 'ban-list' ? { banList: { data: { type: 'banList', id: scope.banListId } } } : {}),
    },
  };
}
