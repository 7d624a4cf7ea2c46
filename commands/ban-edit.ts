import { defineCommand } from '../src/discord/command.ts';
import { banEditPreview } from '../src/render/moderation/ban-edit-preview.ts';
import { actionButtons } from './moderation/action-buttons.ts';
import { orderOf } from './moderation/asker.ts';
import { ban } from './moderation/ban-option.ts';
import { BAN_DURATIONS } from './moderation/ban-options.ts';
import { completeDuration } from './moderation/completion.ts';

/** `/ban-edit ban: reason: duration: note:` – changes what a ban says; asks before it happens. */
export const banEdit = defineCommand({
  name: 'ban-edit',
  description: 'Change the reason, duration or note of a ban; asks before it happens',
  access: 'moderator',
  writes: true,
  visibility: 'ephemeral',
  needs: ['moderation'],
  options: {
    ban,
    reason: { type: 'string', description: 'The new reason; players see it', maxLength: 255 },
    duration: {
      type: 'string',
      description: 'A new end, counted from your confirmation: 12h, 7d, 1mo, or perm for good',
      maxLength: 40,
      autocomplete: completeDuration(BAN_DURATIONS),
    },
    note: { type: 'string', description: 'The new private note; it replaces the old one', maxLength: 2000 },
  },
  run: async (input, context) =>
    banEditPreview(await context.moderation.drafts.edit(input, orderOf(context)), context.now()),
  components: actionButtons('ban-edit'),
});
