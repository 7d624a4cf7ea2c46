import { ButtonStyle } from 'discord-api-types/v10';
import { formatCustomId } from '../../message/custom-id.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import { buttonRow } from '../buttons.ts';
import { wordsOf } from './kinds/kinds.ts';

const idOf = ({ id, request }: ModerationAction, action: string): string =>
  formatCustomId({ command: wordsOf(request).command, action, key: id });

/** Below a question: the button that lets it happen, and Cancel. */
export function confirmRow(action: ModerationAction, needsApproval: boolean) {
  const { request } = action;
  const words = wordsOf(request);
  return buttonRow([
    {
      label: needsApproval ? (words.propose ?? 'Propose it') : words.yes(request),
      style: words.grave ? ButtonStyle.Danger : ButtonStyle.Primary,
      customId: idOf(action, 'confirm'),
    },
    { label: 'Cancel', style: ButtonStyle.Secondary, customId: idOf(action, 'cancel') },
  ]);
}

/** What can be done about an action in the state that it is in: the buttons of its audit message, if any. */
export function auditRows(action: ModerationAction) {
  switch (action.state) {
    case 'proposed':
      return [
        buttonRow([
          { label: 'Approve', style: ButtonStyle.Danger, customId: idOf(action, 'approve') },
          { label: 'Decline', style: ButtonStyle.Secondary, customId: idOf(action, 'decline') },
        ]),
      ];
    case 'done':
      return action.undoUntil === null || action.undoneBy !== null
        ? []
        : [buttonRow([{ label: 'Undo', style: ButtonStyle.Secondary, customId: idOf(action, 'undo') }])];
    case 'unknown':
      return lookAgainRows(action);
    default:
      return [];
  }
}

/** The button that looks once more what became of an action. A console keeps nothing by which it could be found out. */
export function lookAgainRows(action: ModerationAction) {
  if (action.request.kind === 'rcon') return [];
  return [buttonRow([{ label: 'Look again', style: ButtonStyle.Primary, customId: idOf(action, 'look') }])];
}
