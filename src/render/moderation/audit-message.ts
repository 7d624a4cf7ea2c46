import type { APIEmbedField } from 'discord-api-types/v10';
import type { Message } from '../../message/message.ts';
import type { ActionState, ModerationAction } from '../../store/moderation-action.ts';
import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';
import { dateTime } from '../timestamps.ts';
import { lookAgainRow } from './outcome-message.ts';
import { actionTitle, banLink, durationText, scopeText, subjectText, untilText } from './words.ts';

const STATES: Readonly<Record<ActionState, { readonly text: string; readonly color: number }>> = {
  draft: { text: 'Not confirmed yet', color: COLOURS.quiet },
  sending: { text: '⏳ Being carried out', color: COLOURS.quiet },
  done: { text: '✅ Done', color: COLOURS.good },
  failed: { text: '❌ Failed: nothing was changed', color: COLOURS.quiet },
  unknown: { text: '⚠️ Unknown whether it happened', color: COLOURS.warning },
  cancelled: { text: 'Cancelled', color: COLOURS.quiet },
  lapsed: { text: 'Lapsed', color: COLOURS.quiet },
};

/**
 * What the audit channel shows of an action: who did what to whom, where, until when, why, and what became of it.
 * Never identifiers: others than moderators may read there.
 */
export function auditMessage(action: ModerationAction): Message {
  const { text, color } = STATES[action.state];
  const at = action.settledAt ?? action.confirmedAt ?? action.createdAt;
  return {
    embeds: [
      {
        title: actionTitle(action),
        color: action.state === 'done' && action.request.kind === 'ban' ? COLOURS.bad : color,
        fields: [
          { name: 'State', value: stateText(action, text) },
          { name: 'Player', value: subjectText(action.request.subject) },
          // A mention pings nobody here, and leads to the person even after a change of name.
          {
            name: 'Moderator',
            value: `<@${action.moderator.id}> (${escapeText(action.moderator.name, 100)})`,
          },
          ...requestFields(action),
        ],
        footer: { text: `Action ${action.id}` },
        timestamp: new Date(at).toISOString(),
      },
    ],
    components: action.state === 'unknown' ? [lookAgainRow(action)] : [],
  };
}

function stateText(action: ModerationAction, text: string): string {
  if (action.state === 'done' && action.result?.alreadySo === true) return `${text}: it was so already`;
  return action.error === null || action.state === 'done' ? text : `${text}\n${action.error}`;
}

function requestFields(action: ModerationAction): readonly APIEmbedField[] {
  const { request, result, timestamp } = action;
  switch (request.kind) {
    case 'ban': {
      const until = untilText(request.durationMs, timestamp ?? action.createdAt);
      const ban = result?.banId === undefined ? 'Not known' : banLink(result.banId);
      return [
        { name: 'Reason', value: escapeText(request.reason, 1000) },
        { name: 'Where', value: scopeText(request.scope), inline: true },
        {
          name: 'Until',
          value: request.durationMs === null ? until : `${until}\nfor ${durationText(request.durationMs)}`,
          inline: true,
        },
        {
          name: 'Ban',
          value: action.uid === null ? ban : `${ban}, uid \`${action.uid}\``,
          inline: true,
        },
      ];
    }
    case 'unban':
      return [
        { name: 'Ban', value: `${banLink(request.banId)}: ${escapeText(request.reason, 800)}` },
        ...(request.mode === 'expire' && action.confirmedAt !== null
          ? [{ name: 'Ended', value: dateTime(action.confirmedAt), inline: true }]
          : []),
      ];
    case 'flag-add':
    case 'flag-remove':
      return [{ name: 'Flag', value: escapeText(request.flagName, 200) }];
  }
}
