import { z } from 'zod';
import { type Autocomplete, defineAction, defineCommandGroup } from '../src/discord/command.ts';
import { UserError } from '../src/message/user-error.ts';
import { watchChoiceName } from '../src/render/moderation/choices.ts';
import { watchAdded, watchList, watchRemoved } from '../src/render/moderation/watch-list.ts';
import { moderatorOf } from './moderation/asker.ts';
import { completeFlag, completePlayer } from './moderation/completion.ts';
import { listPages } from './moderation/list-pages.ts';

const NAME = 'watch';

const completeWatch: Autocomplete = async ({ text }, { moderation }) => {
  const typed = text.trim().toLowerCase();
  const watches = (await moderation?.watches.list()) ?? [];
  return watches
    .filter(({ targetName }) => targetName.toLowerCase().includes(typed))
    .map((watch) => ({ name: watchChoiceName(watch), value: watch.id }));
};

const pages = listPages({
  command: NAME,
  query: z.object({}),
  show: async (_, page, { moderation, call }) => watchList(await moderation.watches.list(call), page),
});

/** `/watch add|remove|list` – a ping in the audit channel when somebody joins one of our servers. */
export const watch = defineCommandGroup({
  name: NAME,
  description: 'Be told in the audit channel when a player joins one of our servers on BattleMetrics',
  access: 'moderator',
  writes: true,
  subcommands: {
    add: defineAction({
      description: 'Watch a player, or all who have a flag: one ping a visit',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        player: {
          type: 'string',
          description: 'Name (pick from the list), BattleMetrics player id, or Steam ID',
          maxLength: 100,
          autocomplete: completePlayer,
        },
        flag: {
          type: 'string',
          description: 'Instead of one player: everybody who has this flag',
          maxLength: 255,
          autocomplete: completeFlag,
        },
        reason: { type: 'string', description: 'Why, for whoever is pinged', maxLength: 200 },
        role: { type: 'role', description: 'Ping this role (default: you)' },
      },
      run: async ({ player, flag, reason, role }, { moderation, asker, call, config }) => {
        if ((player === undefined) === (flag === undefined)) {
          throw new UserError(
            'watch-what',
            'Say whom to watch: either `player`, or `flag` for everybody who has it.',
          );
        }
        if (role === config.discord.guildId) {
          throw new UserError('mention-everybody', 'A watch does not ping everybody. Choose another role.');
        }
        const whom = { kind: player === undefined ? 'flag' : 'player', text: player ?? flag ?? '' } as const;
        return watchAdded(
          await moderation.watches.add({ ...whom, reason, roleId: role }, moderatorOf(asker), call),
        );
      },
    }),
    remove: defineAction({
      description: 'Watch no more',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        watch: {
          type: 'string',
          description: 'Which one: pick from the list',
          required: true,
          maxLength: 100,
          autocomplete: completeWatch,
        },
      },
      run: async (input, { moderation }) => {
        const removed = await moderation.watches.remove(input.watch.trim());
        if (removed !== undefined) return watchRemoved(removed);
        throw new UserError('watch-unknown', 'There is no such watch. `/watch list` shows them.');
      },
    }),
    list: defineAction({
      description: 'Show whom we watch, who wanted it and why',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {},
      run: (_, context) => pages.first({}, context),
    }),
  },
  components: { page: pages.component },
});
