import { defineAction, defineCommandGroup, defineComponent } from '../src/discord/command.ts';
import { flagExpiryOutcome } from '../src/render/moderation/flag-expiry.ts';
import { flagList } from '../src/render/moderation/flag-list.ts';
import { actionButtons } from './moderation/action-buttons.ts';
import { orderOf } from './moderation/asker.ts';
import { completeDuration, completeFlag, completeFlagOfPlayer } from './moderation/completion.ts';
import { perform } from './moderation/perform.ts';
import { player } from './moderation/player-option.ts';

/** `/flag add|remove|list player: flag: expires: when_over:` – what moderators remember of a player. */
export const flag = defineCommandGroup({
  name: 'flag',
  description: 'Flags on players on BattleMetrics',
  access: 'moderator',
  writes: true,
  subcommands: {
    add: defineAction({
      description: 'Put a flag on a player, for good or for a time',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        player,
        flag: {
          type: 'string',
          description: 'Which flag: pick from the list',
          required: true,
          maxLength: 255,
          autocomplete: completeFlag,
        },
        expires: {
          type: 'string',
          description: 'When it is over: 12h, 7d, 1mo, or a date as 2026-12-31 (default: never)',
          maxLength: 40,
          autocomplete: completeDuration(['1d', '7d', '2w', '1mo', '3mo']),
        },
        when_over: {
          type: 'string',
          description: 'What happens then (default: it is removed)',
          choices: [
            { name: 'Remove it', value: 'remove' },
            { name: 'Ask me in the audit channel', value: 'ask' },
          ],
        },
      },
      run: async ({ player: whose, flag: which, expires, when_over: whenOver }, context) => {
        const { moderation, call } = context;
        const request = await moderation.flags.addRequest(
          { player: whose, flag: which, expires, whenOver },
          call,
        );
        return perform(request, context);
      },
    }),
    remove: defineAction({
      description: 'Take a flag off a player',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        player,
        flag: {
          type: 'string',
          description: 'Which flag: pick from the list of those that the player has',
          required: true,
          maxLength: 255,
          autocomplete: completeFlagOfPlayer,
        },
      },
      run: async (input, context) =>
        perform(await context.moderation.flags.removeRequest(input, context.call), context),
    }),
    list: defineAction({
      description: 'Show the flags that a player has',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: { player },
      run: async (input, { moderation, call }) => {
        const { subject, flags } = await moderation.flags.list(input.player, call);
        return flagList(subject, flags);
      },
    }),
  },
  components: {
    ...actionButtons('flag'),
    // Below the question in the audit channel; the key is the id of the action that put the flag on.
    'expire-remove': defineComponent({
      acknowledge: 'reply',
      visibility: 'ephemeral',
      needs: ['moderation'],
      run: async ({ key }, context) =>
        flagExpiryOutcome(await context.moderation.expiries.answer(key, 'remove', orderOf(context))),
    }),
    'expire-keep': defineComponent({
      acknowledge: 'reply',
      visibility: 'ephemeral',
      needs: ['moderation'],
      run: async ({ key }, context) =>
        flagExpiryOutcome(await context.moderation.expiries.answer(key, 'keep', orderOf(context))),
    }),
  },
});
