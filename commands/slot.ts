import { z } from 'zod';
import { type Autocomplete, defineAction, defineCommandGroup } from '../src/discord/command.ts';
import { slotChoiceName } from '../src/render/moderation/choices.ts';
import { slotList } from '../src/render/moderation/slot-list.ts';
import { actionButtons } from './moderation/action-buttons.ts';
import { completeDuration, completeOwnServer, completePlayer } from './moderation/completion.ts';
import { listPages } from './moderation/list-pages.ts';
import { perform } from './moderation/perform.ts';
import { player } from './moderation/player-option.ts';

const NAME = 'slot';

const completeSlot: Autocomplete = async ({ text }, { moderation, call, now }) => {
  const slots = (await moderation?.slots.search(text.trim(), call)) ?? [];
  return slots.map((slot) => ({ name: slotChoiceName(slot, now()), value: slot.id }));
};

const pages = listPages({
  command: NAME,
  query: z.object({ player: z.string().optional() }),
  show: async ({ player: whose }, page, { moderation, call }) =>
    slotList(await moderation.slots.list(whose, call), page),
});

/** `/slot add|remove|list` – reserved slots on the game servers. */
export const slot = defineCommandGroup({
  name: NAME,
  description: 'Reserved slots on the game servers on BattleMetrics',
  access: 'moderator',
  writes: true,
  subcommands: {
    add: defineAction({
      description: 'Reserve a slot for a player, for a time or for good',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        player,
        duration: {
          type: 'string',
          description: 'For how long: 7d, 1mo, until a date as 2026-12-31, or perm for good',
          required: true,
          maxLength: 40,
          autocomplete: completeDuration(['7d', '1mo', '3mo', '1y', 'perm']),
        },
        server: {
          type: 'string',
          description: 'One server (default: all our servers)',
          maxLength: 100,
          autocomplete: completeOwnServer,
        },
      },
      run: async (input, context) =>
        perform(await context.moderation.slots.addRequest(input, context.call), context),
    }),
    remove: defineAction({
      description: 'Take a reserved slot away',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        slot: {
          type: 'string',
          description: 'Which one: type a part of the name and pick from the list',
          required: true,
          maxLength: 100,
          autocomplete: completeSlot,
        },
      },
      run: async (input, context) =>
        perform(await context.moderation.slots.removeRequest(input.slot, context.call), context),
    }),
    list: defineAction({
      description: 'Show who has a reserved slot, and until when',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        player: {
          type: 'string',
          description: 'Of one player (default: of everybody)',
          maxLength: 100,
          autocomplete: completePlayer,
        },
      },
      run: (input, context) => pages.first(input, context),
    }),
  },
  components: { ...actionButtons('slot'), page: pages.component },
});
