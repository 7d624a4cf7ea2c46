import { type Component, defineComponent } from '../../src/discord/command.ts';
import type { Context } from '../../src/discord/context.ts';
import { UserError } from '../../src/message/user-error.ts';
import { wordsOf } from '../../src/render/moderation/kinds/kinds.ts';
import { outcomeMessage } from '../../src/render/moderation/outcome-message.ts';
import { questionMessage } from '../../src/render/moderation/question-message.ts';
import { listenerOf, moderatorOf, orderOf } from './asker.ts';

/**
 * The buttons of an action, below its question and on its audit message. The key is the id of the action, whose row
 * says whose it is. Those of the audit message answer beside it: the message itself follows the record.
 */
const BUTTONS: Readonly<Record<string, Component>> = {
  confirm: defineComponent({
    acknowledge: 'update',
    needs: ['moderation'],
    run: async ({ key }, context) => {
      const { moderation, asker, call } = context;
      return outcomeMessage(await moderation.confirm(key, moderatorOf(asker), call, listenerOf(context)));
    },
  }),
  cancel: defineComponent({
    acknowledge: 'update',
    needs: ['moderation'],
    run: async ({ key }, { moderation, asker }) =>
      outcomeMessage(await moderation.cancel(key, moderatorOf(asker))),
  }),
  look: defineComponent({
    acknowledge: 'reply',
    visibility: 'ephemeral',
    needs: ['moderation'],
    run: async ({ key }, { moderation, call }) => outcomeMessage(await moderation.lookAgain(key, call)),
  }),
  approve: defineComponent({
    acknowledge: 'reply',
    visibility: 'ephemeral',
    needs: ['moderation'],
    run: async ({ key }, context) => {
      const { moderation, asker, call } = context;
      return outcomeMessage(await moderation.approve(key, moderatorOf(asker), call, listenerOf(context)));
    },
  }),
  decline: defineComponent({
    acknowledge: 'reply',
    visibility: 'ephemeral',
    needs: ['moderation'],
    run: async ({ key }, { moderation, asker }) =>
      outcomeMessage(await moderation.decline(key, moderatorOf(asker))),
  }),
  undo: defineComponent({
    acknowledge: 'reply',
    visibility: 'ephemeral',
    needs: ['moderation'],
    run: async ({ key }, context) => questionMessage(await context.moderation.undo(key, orderOf(context))),
  }),
};

/**
 * The buttons of the actions that a command makes. An id of another command's action, which a button made by hand may
 * hold, does nothing: that command may take another level.
 */
export function actionButtons(command: string): Readonly<Record<string, Component>> {
  return Object.fromEntries(
    Object.entries(BUTTONS).map(([name, button]) => [
      name,
      {
        ...button,
        invoke: async (input, context) => {
          await refuseOtherCommands(input.key, command, context);
          return button.invoke(input, context);
        },
      } satisfies Component,
    ]),
  );
}

/** The same for what takes an admin. */
export function adminActionButtons(command: string): Readonly<Record<string, Component>> {
  return Object.fromEntries(
    Object.entries(actionButtons(command)).map(([name, button]) => [
      name,
      { ...button, access: 'admin' as const },
    ]),
  );
}

/** @throws UserError when the action is none of the command's. */
async function refuseOtherCommands(actionId: string, command: string, { store }: Context): Promise<void> {
  const action = await store.actions.get(actionId);
  if (action === undefined || wordsOf(action.request).command === command) return;
  throw new UserError('action-elsewhere', 'This button cannot do that. Use the command anew.');
}
