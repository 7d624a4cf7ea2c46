import { defineCommandGroup, defineComponent } from '../src/discord/command.ts';
import { parsePageKey } from '../src/discord/paging.ts';
import { scheduleList } from '../src/render/schedule-list.ts';
import { excludeActions } from './leaderboard/exclude.ts';
import { scheduleActions } from './leaderboard/schedule.ts';
import { boardComponents, show } from './leaderboard/show.ts';

/** `/leaderboard show|schedule …|exclude …` – boards on demand, and boards that post themselves. */
export const leaderboard = defineCommandGroup({
  name: 'leaderboard',
  description: 'Leaderboards, on demand and on schedule',
  access: 'everyone',
  subcommands: { show, ...scheduleActions, ...excludeActions },
  components: {
    ...boardComponents,
    schedules: defineComponent({
      access: 'admin',
      acknowledge: 'update',
      needs: ['leaderboards'],
      run: async ({ key }, { leaderboards, config }) =>
        scheduleList(await leaderboards.schedules.list(), {
          guildId: config.discord.guildId,
          page: parsePageKey(key)?.index ?? 0,
        }),
    }),
  },
});
