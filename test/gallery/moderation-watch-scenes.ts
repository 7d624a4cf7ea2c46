import * as community from '../../src/demo/community.ts';
import { type Actor, BY_ITSELF_MS } from './actor.ts';
import { regular } from './moderation-people.ts';
import type { Scene } from './scenes.ts';

const moderator = { role: 'moderator' } as const;
const WHY = 'Was warned twice; write down who they play with';

const add = (actor: Actor, player: string) => actor.ask('watch add', { player, reason: WHY }, /Watching/u);

export const MODERATION_WATCH_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/watch': [
    {
      ...moderator,
      name: 'watch-add',
      alt: 'The player is watched: whom it pings, where, how often',
      play: (actor) => add(actor, regular(actor.stage).id),
    },
    {
      ...moderator,
      name: 'watch-list',
      alt: 'Whom we watch, why, and who is pinged',
      play: async (actor) => {
        await add(actor, regular(actor.stage).id);
        await actor.ask('watch add', { flag: 'Ban evader', role: community.PILOT_ROLE_ID }, /Watching/u);
        return await actor.ask('watch list');
      },
    },
    {
      ...moderator,
      name: 'watch-what',
      alt: 'Neither a player nor a flag was given; the message says what is missing',
      play: (actor) => actor.ask('watch add', { reason: WHY }),
    },
    {
      ...moderator,
      name: 'watch-ping',
      alt: 'A watched player has joined one of our servers: the audit channel pings who wants to know',
      play: async (actor) => {
        const { world, life } = actor.stage.battlemetrics;
        const { id } = regular(actor.stage);
        const where = world.servers[1]?.id ?? '';
        life.leave(id);
        await add(actor, id);
        // Somebody who is on, so that it is known when Squawk has looked.
        const other = world.players.find(
          (player) => player.id !== id && player.visits.some(({ online }) => online),
        );
        await actor.ask('watch add', { player: other?.id ?? '' }, /Watching/u);
        actor.stage.advance(60_000);
        await actor.audit(/watched player is on/u, BY_ITSELF_MS);
        life.join(id, where);
        actor.stage.advance(60_000);
        return await actor.audit(/watched player has joined/u, BY_ITSELF_MS);
      },
    },
    {
      ...moderator,
      name: 'watch-ping-already-on',
      alt: 'A watched player was on already when the watch began',
      play: async (actor) => {
        await add(actor, regular(actor.stage).id);
        actor.stage.advance(60_000);
        return await actor.audit(/watched player is on/u, BY_ITSELF_MS);
      },
    },
  ],
};
