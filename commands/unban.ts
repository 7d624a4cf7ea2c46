import { defineCommand } from '../src/discord/command.ts';
import { unbanPreview } from '../src/render/moderation/ban-preview.ts';
import { actionButtons } from './moderation/action-buttons.ts';
import { orderOf } from './moderation/asker.ts';
import { ban } from './moderation/ban-option.ts';

/** `/unban ban: mode:` – asks before it lifts a ban. */
export const unban = defineCommand({
  name: 'unban',
  description: 'Lift a ban on BattleMetrics; asks before it happens',
  access: 'moderator',
  writes: true,
  visibility: 'ephemeral',
  needs: ['moderation'],
  options: {
    ban,
    mode: {
      type: 'string',
      description: 'End it now and keep the history (default), or delete the record',
      choices: [
        { name: 'End it now, keep the history', value: 'expire' },
        { name: 'Delete the record for good', value: 'delete' },
      ],
    },
  },
  run: async ({ ban, mode = 'expire' }, context) =>
    unbanPreview(await context.moderation.drafts.unban({ ban, mode }, orderOf(context))),
  components: actionButtons('unban'),
});
