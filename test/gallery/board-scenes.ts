import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import type { OptionValues } from '../../src/demo/page/requests.ts';
import type { Actor } from './actor.ts';
import type { Scene } from './scenes.ts';

const WHERE = '📍 Where am I?';

const shown = (actor: Actor, board: string, more: OptionValues = {}): Promise<ShownMessage> =>
  actor.ask('leaderboard show', { board, ...more });

async function where(actor: Actor, board: string, more: OptionValues = {}): Promise<ShownMessage> {
  return await actor.pressForAnswer(await shown(actor, board, more), WHERE);
}

export const BOARD_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/leaderboard show': [
    {
      name: 'leaderboard-kdr',
      alt: 'The ranking by K/D, in which few kills count less than many: kills and deaths, and how many kills overtake the place above',
      play: (actor) => shown(actor, 'kdr'),
    },
    {
      name: 'leaderboard-page-2',
      alt: 'The second page of the ranking by K/D: places 11 to 20',
      play: async (actor) => actor.press(await shown(actor, 'kdr'), '▶', /11–20/),
    },
    {
      name: 'leaderboard-kdr-plain',
      alt: 'The ranking by the plain ratio, with the difference to the place above',
      play: (actor) => shown(actor, 'kdr', { order: 'plain', minimum: 50 }),
    },
    {
      name: 'leaderboard-kills',
      alt: 'The ranking by kills, with the difference to the place above',
      play: (actor) => shown(actor, 'kills'),
    },
    {
      name: 'leaderboard-trueskill',
      alt: 'The ranking by TrueSkill, with kills and deaths',
      play: (actor) => shown(actor, 'trueskill'),
    },
    {
      name: 'leaderboard-playtime',
      alt: 'The ranking by time in the air, with a menu of other periods',
      play: (actor) => shown(actor, 'playtime'),
    },
    {
      name: 'leaderboard-playtime-server',
      alt: 'The ranking by time in the air on one server in the last week',
      play: (actor) =>
        shown(actor, 'playtime', {
          period: 'week',
          server: actor.stage.dcs.world.servers[0]?.name ?? '',
          top: 5,
        }),
    },
    {
      name: 'leaderboard-landings',
      alt: 'The ranking by landings on carriers: points',
      play: (actor) => shown(actor, 'landings'),
    },
    {
      name: 'leaderboard-ground-kills',
      alt: 'The ranking by ground targets of the last month',
      play: (actor) => shown(actor, 'ground-kills', { period: 'month' }),
    },
    {
      name: 'leaderboard-bm-playtime',
      alt: 'The ranking by time played on a server of BattleMetrics',
      play: (actor) =>
        shown(actor, 'bm-playtime', { server: actor.stage.battlemetrics.world.servers[0]?.id ?? '' }),
    },
    {
      name: 'leaderboard-mid-2025',
      version: 'documented',
      alt: 'The ranking by K/D from the DCSServerBot of mid 2025: ten pilots, A/A kills, the last month',
      play: (actor) => shown(actor, 'kdr'),
    },
    {
      name: 'leaderboard-mid-2025-refused',
      version: 'documented',
      alt: 'The DCSServerBot of mid 2025 has no such board; the message says which version has',
      play: (actor) => shown(actor, 'trueskill'),
    },
    {
      name: 'leaderboard-down',
      alt: 'DCSServerBot does not answer; the message says so, and what to do',
      play: (actor) => {
        actor.stage.dcs.faults.set('*', { kind: 'reset' });
        return shown(actor, 'kills');
      },
    },
  ],
  'Where am I?': [
    {
      name: 'where-ranked',
      role: 'admin',
      alt: 'The own place: figure, who is above, and how many kills it takes to overtake them',
      play: (actor) => where(actor, 'kdr'),
    },
    {
      name: 'where-ranked-kills',
      role: 'moderator',
      alt: 'The own place on the ranking by kills, and what is missing to the place above',
      play: (actor) => where(actor, 'kills'),
    },
    {
      name: 'where-below-minimum',
      role: 'moderator',
      alt: 'Not ranked yet: how much is missing to be ranked',
      play: (actor) => where(actor, 'kdr', { minimum: 1_500 }),
    },
    {
      name: 'where-not-linked',
      alt: 'The account is linked to no pilot; the message says how to link one',
      play: (actor) => where(actor, 'kdr'),
    },
    {
      name: 'where-hidden',
      role: 'moderator',
      alt: 'Somebody who asked to be left off asks for their place',
      play: async (actor) => {
        await actor.ask('privacy', { boards: 'hide' });
        return await where(actor, 'kdr');
      },
    },
  ],
  '/privacy': [
    {
      name: 'privacy-hidden',
      alt: 'A member is hidden from all leaderboards, and how to be shown again',
      play: (actor) => actor.ask('privacy', { boards: 'hide' }),
    },
    {
      name: 'privacy-shown',
      alt: 'A member is shown on the leaderboards, and how to be hidden',
      play: (actor) => actor.ask('privacy'),
    },
    {
      name: 'privacy-mid-2025',
      version: 'documented',
      alt: 'A member is hidden, with a warning: the DCSServerBot of mid 2025 does not tell whose pilot is whose',
      play: (actor) => actor.ask('privacy', { boards: 'hide' }),
    },
  ],
};
