import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import { UserError } from '../../message/user-error.ts';
import { escapeText } from '../../render/escape.ts';
import type { BanEditPreview, UnbanPreview } from '../../render/moderation/views.ts';
import type { BanEditRequest, ExemptionRequest, UnbanRequest } from '../../store/moderation-request.ts';
import type { Asked, Order } from '../actions/order.ts';
import type { Questions } from '../actions/questions.ts';
import { partOf } from '../lacking-scope.ts';
import { sameText } from '../writes/note-text.ts';
import { type BanFinder, type FoundBan, refuseForeignBan } from './ban-finder.ts';
import { fillReason } from './ban-rules.ts';
import { parseDuration } from './durations.ts';
import { type OwnExemption, ownExemptions } from './own-exemptions.ts';
import { subjectOfBan } from './shown-ban.ts';

export interface UnbanInput {
  /** A ban's id, or its uid. */
  readonly ban: string;
  readonly mode: 'expire' | 'delete';
}

/** What is to be changed; what is left out stays. */
export interface BanEditInput {
  /** A ban's id, or its uid. */
  readonly ban: string;
  readonly reason?: string | undefined;
  /** Counted from the confirmation. */
  readonly duration?: string | undefined;
  readonly note?: string | undefined;
}

export interface ExemptionInput {
  readonly kind: 'exemption-add' | 'exemption-remove';
  /** A ban's id, or its uid; of a shared list it may be another organization's. */
  readonly ban: string;
  readonly reason?: string | undefined;
}

/** Drafts of what changes a ban that there is. Nothing is sent. */
export interface BanChanges {
  /** @throws UserError when there is no such ban, or it is over. */
  unban(input: UnbanInput, order: Order): Promise<UnbanPreview>;
  /** @throws UserError when there is no such ban, or nothing would change. */
  edit(input: BanEditInput, order: Order): Promise<BanEditPreview>;
  /** @throws UserError when there is no such ban, or it is as asked already. */
  exemption(input: ExemptionInput, order: Order): Promise<Asked<ExemptionRequest>>;
}

interface ChangeOptions {
  readonly battlemetrics: BattleMetrics;
  readonly bans: Pick<BanFinder, 'resolve'>;
  readonly questions: Pick<Questions, 'ask'>;
  readonly organizationId: string;
  readonly now: () => number;
}

const LONGEST_NOTE = 2000;
const LONGEST_EXEMPTION_REASON = 255;

export function createBanChanges(options: ChangeOptions): BanChanges {
  const { bans, questions, organizationId, now } = options;
  return {
    async unban({ ban: text, mode }, order) {
      const found = await bans.resolve(text, order.call);
      refuseForeignBan(found, organizationId);
      const { ban, shown } = found;
      if (mode === 'expire' && shown.expires !== null && shown.expires <= now()) {
        throw new UserError(
          'ban-over',
          `Ban ${ban.id} is over already. To remove its record, choose \`delete\`.`,
        );
      }
      const request: UnbanRequest = {
        kind: 'unban',
        subject: subjectOfBan(ban, shown.player),
        banId: ban.id,
        mode,
        reason: shown.reason,
      };
      return { ...(await questions.ask(request, order)), ban: shown };
    },

    async edit(input, order) {
      const wanted = wantedChanges(input, order);
      const found = await bans.resolve(input.ban, order.call);
      refuseForeignBan(found, organizationId);
      const { ban, shown } = found;
      const { reason, note, expires } = shown;
      const request: BanEditRequest = {
        kind: 'ban-edit',
        subject: subjectOfBan(ban, shown.player),
        banId: ban.id,
        before: { reason, note, expires },
        after: realChanges(wanted, found),
      };
      return { ...(await questions.ask(request, order)), ban: shown };
    },

    async exemption({ kind, ban: text, reason }, order) {
      const why = reason?.trim() || null;
      if ([...(why ?? '')].length > LONGEST_EXEMPTION_REASON) {
        throw new UserError(
          'exemption-reason-too-long',
          `The reason of an exemption has ${LONGEST_EXEMPTION_REASON} characters at most. Shorten it.`,
        );
      }
      const { ban, shown } = await bans.resolve(text, order.call);
      // What cannot be read is no reason against asking: the write takes "it is so already" for done.
      const there = await partOf(() => ownExemptions(options, ban.id, order.call), now);
      if (there.ok) refuseNeedless(kind, ban.id, there.value);
      // Its end remembers it, for an undo puts it back.
      const had = kind === 'exemption-remove' && there.ok ? (there.value[0]?.reason ?? null) : null;
      return questions.ask(
        {
          kind,
          subject: subjectOfBan(ban, shown.player),
          banId: ban.id,
          banReason: shown.reason,
          reason: why ?? had,
        },
        order,
      );
    },
  };
}

/** What was typed, checked before anybody is asked. @throws UserError */
function wantedChanges({ reason, note, duration }: BanEditInput, order: Order): BanEditRequest['after'] {
  if (reason === undefined && note === undefined && duration === undefined) {
    throw new UserError(
      'ban-edit-nothing',
      'Say what to change: fill in `reason`, `duration` or `note`. What you leave out stays.',
    );
  }
  const text = note?.trim();
  if (text !== undefined && text.length > LONGEST_NOTE) {
    throw new UserError('ban-note-too-long', `A note has ${LONGEST_NOTE} characters at most. Shorten it.`);
  }
  const durationMs = duration === undefined ? undefined : parseDuration(duration);
  return {
    ...(reason === undefined ? {} : { reason: fillReason(reason, order.moderator) }),
    ...(text === undefined ? {} : { note: text }),
    ...(durationMs === undefined
      ? {}
      : { end: durationMs === null ? { kind: 'never' } : { kind: 'after', ms: durationMs } }),
  };
}

/** Those that make a difference. @throws UserError when none does. */
function realChanges(
  { reason, note: typed, end }: BanEditRequest['after'],
  { ban, shown }: FoundBan,
): BanEditRequest['after'] {
  const before = shown.note ?? '';
  const note = typed === undefined ? undefined : withAuthor(typed, before);
  const changes: BanEditRequest['after'] = {
    ...(reason === undefined || reason === shown.reason ? {} : { reason }),
    ...(note === undefined || sameText(note, before) ? {} : { note }),
    ...(end === undefined || (end.kind === 'never' && shown.expires === null) ? {} : { end }),
  };
  if (Object.keys(changes).length > 0) return changes;
  throw new UserError('ban-edit-same', `Ban ${ban.id} says so already. Nothing was changed.`);
}

/** Who banned stays in the note's first line, for BattleMetrics names the owner of the token. */
function withAuthor(text: string, before: string): string {
  const [author] = /^Banned by [^\n]{1,200} \(\d{1,20}\) with Squawk(?=\s|$)/u.exec(before) ?? [];
  if (author === undefined || text.startsWith(author)) return text;
  return `${author}\n\n${text}`.trim();
}

/** @throws UserError for what there is already, and for the end of what there is not. */
function refuseNeedless(kind: ExemptionRequest['kind'], banId: string, there: readonly OwnExemption[]): void {
  const [exemption] = there;
  if (kind === 'exemption-add' && exemption !== undefined) {
    const why = exemption.reason ? `: ${escapeText(exemption.reason, 255)}` : '.';
    throw new UserError(
      'exemption-there',
      `Our servers are exempted from ban ${banId} already${why}\nTo give another reason, remove the exemption first.`,
    );
  }
  if (kind === 'exemption-remove' && exemption === undefined) {
    throw new UserError(
      'exemption-none',
      `Our servers are not exempted from ban ${banId}: it holds on them as long as it lasts. Nothing was changed.`,
    );
  }
}
