import { defineCommand } from '../src/discord/command.ts';
import { renderPrivacy } from '../src/render/exclusion-list.ts';

/** `/privacy boards:` – a member's own wish to be on no leaderboard. */
export const privacy = defineCommand({
  name: 'privacy',
  description: 'Decide whether our leaderboards show you',
  access: 'everyone',
  visibility: 'ephemeral',
  needs: ['leaderboards'],
  options: {
    boards: {
      type: 'string',
      description: 'Hide yourself from the leaderboards, or show up again (default: say how it is)',
      choices: [
        { name: 'Hide me from the leaderboards', value: 'hide' },
        { name: 'Show me on the leaderboards', value: 'show' },
      ],
    },
  },
  run: async ({ boards }, { leaderboards, dcs, battlemetrics, asker, call }) => {
    const { exclusions } = leaderboards;
    if (boards !== undefined) {
      await exclusions.optOut({ id: asker.userId, name: asker.displayName }, boards === 'hide');
    }
    const tells = (await leaderboards.tellsWho(call)) ? 'tells' : 'cannot-tell';
    return renderPrivacy(await exclusions.isOptedOut(asker.userId), {
      dcs: dcs === undefined ? 'none' : tells,
      battlemetrics: battlemetrics !== undefined,
    });
  },
});
