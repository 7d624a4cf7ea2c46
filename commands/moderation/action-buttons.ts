import { type Component, defineComponent } from '../../src/discord/command.ts';
import { outcomeMessage } from '../../src/render/moderation/outcome-message.ts';
import { questionMessage } from '../../src/render/moderation/question-message.ts';
import { listenerOf, moderatorOf, orderOf } from './asker.ts';

/**
 * The buttons of an action, below its question and on its audit message. The key is the id of the action, whose row
 * says whose it is. Those of the audit message answer beside it: the message itself follows the record.
 */
export const actionButtons: Readonly<Record<string, Component>> = {
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

/** The same for what takes an admin. */
export const adminActionButtons: Readonly<Record<string, Component>> = Object.fromEntries(
  Object.entries(actionButtons).map(([action, button]) => [action, { ...button, access: 'admin' as const }]),
);
