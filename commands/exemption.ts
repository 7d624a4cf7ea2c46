import { defineAction, defineCommandGroup } from '../src/discord/command.ts';
import { questionMessage } from '../src/render/moderation/question-message.ts';
import { actionButtons } from './moderation/action-buttons.ts';
import { orderOf } from './moderation/asker.ts';
import { ban } from './moderation/ban-option.ts';

/** `/exemption add|remove ban: reason:` – lets somebody play on our servers despite a ban. */
export const exemption = defineCommandGroup({
  name: 'exemption',
  description: 'Let a player join our servers despite a ban of a shared list',
  access: 'moderator',
  writes: true,
  subcommands: {
    add: defineAction({
      description: 'Exempt our servers from a ban; asks before it happens',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        ban,
        reason: { type: 'string', description: 'Why, for other moderators', maxLength: 255 },
      },
      run: async (input, context) =>
        questionMessage(
          await context.moderation.drafts.exemption({ kind: 'exemption-add', ...input }, orderOf(context)),
        ),
    }),
    remove: defineAction({
      description: 'Let a ban hold on our servers again; asks before it happens',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: { ban },
      run: async (input, context) =>
        questionMessage(
          await context.moderation.drafts.exemption({ kind: 'exemption-remove', ...input }, orderOf(context)),
        ),
    }),
  },
  components: actionButtons('exemption'),
});
