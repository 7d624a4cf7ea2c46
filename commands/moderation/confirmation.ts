import { type Component, defineComponent } from '../../src/discord/command.ts';
import { outcomeMessage } from '../../src/render/moderation/outcome-message.ts';
import { listenerOf, moderatorOf } from './asker.ts';

/** Looks once more what became of an action; stands on the audit message too, so it answers beside it. */
export const lookAgain: Component = defineComponent({
  acknowledge: 'reply',
  visibility: 'ephemeral',
  needs: ['moderation'],
  run: async ({ key }, { moderation, call }) => outcomeMessage(await moderation.lookAgain(key, call)),
});

/** The buttons below a question. The key is the id of the action, whose row says whose it is. */
export const confirmation: Readonly<Record<string, Component>> = {
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
  look: lookAgain,
};
