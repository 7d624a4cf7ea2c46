import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import { type Actor, BY_ITSELF_MS } from './actor.ts';
import { regular } from './moderation-people.ts';
import type { Scene } from './scenes.ts';

const moderator = { role: 'moderator' } as const;
const admin = { role: 'admin' } as const;

const add = (actor: Actor, whenOver: 'ask' | 'remove'): Promise<ShownMessage> =>
  actor.ask(
    'flag add',
    { player: regular(actor.stage).id, flag: 'New', expires: '7d', when_over: whenOver },
    /✅|Done/u,
  );

/** The question in the audit channel, a week later. */
async function over(actor: Actor): Promise<ShownMessage> {
  await add(actor, 'ask');
  actor.stage.advance(7 * 86_400_000 + 60_000);
  return await actor.audit(/time of a flag is over/u, BY_ITSELF_MS);
}

export const MODERATION_FLAG_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/flag': [
    {
      ...moderator,
      name: 'flag-add-expires',
      alt: 'The player has the flag for a week; then Squawk asks about it',
      play: (actor) => add(actor, 'ask'),
    },
    {
      ...moderator,
      name: 'flag-add-expires-audit',
      alt: 'The message in the audit channel about a flag for a week, with an Undo button',
      play: async (actor) => {
        await add(actor, 'remove');
        return await actor.audit(/Add flag/u);
      },
    },
    {
      ...moderator,
      name: 'flag-expired',
      alt: 'The time of a flag is over: the audit channel asks whoever put it on whether it goes or stays',
      play: (actor) => over(actor),
    },
    {
      ...moderator,
      name: 'flag-expired-kept',
      alt: 'The same message once somebody answered that the flag stays',
      play: async (actor) => {
        const asked = await over(actor);
        await actor.pressForAnswer(asked, 'Keep it');
        return await actor.later(asked, /Flag kept/u);
      },
    },
    {
      ...moderator,
      name: 'flag-expired-removed',
      alt: 'The message in the audit channel about a flag that Squawk took off when its time was over',
      play: async (actor) => {
        await add(actor, 'remove');
        actor.stage.advance(7 * 86_400_000 + 60_000);
        return await actor.audit(/Remove flag/u, BY_ITSELF_MS);
      },
    },
  ],
  '/flags': [
    {
      ...moderator,
      name: 'flags-list',
      alt: 'All flags that there are: name, colour, icon, what it means',
      play: (actor) => actor.ask('flags list'),
    },
    {
      ...admin,
      name: 'flags-create',
      alt: 'A new flag was made',
      play: (actor) =>
        actor.ask(
          'flags create',
          {
            name: 'Streamer',
            color: 'purple',
            description: 'May be sniped: look closer at reports',
            icon: 'visibility',
          },
          /✅/u,
        ),
    },
    {
      ...admin,
      name: 'flags-edit-audit',
      alt: 'The message in the audit channel about a flag that was changed: before and after',
      play: async (actor) => {
        const flag = actor.stage.battlemetrics.world.flags.find(({ name }) => name === 'Trusted');
        await actor.ask(
          'flags edit',
          { flag: flag?.id ?? '', description: 'May be asked to help', color: 'teal' },
          /✅/u,
        );
        return await actor.audit(/Edit flag/u);
      },
    },
    {
      ...admin,
      name: 'flags-delete',
      alt: 'The question before a flag is deleted, and taken off all players',
      play: (actor) => {
        const flag = actor.stage.battlemetrics.world.flags.find(({ name }) => name === 'Watch');
        return actor.ask('flags delete', { flag: flag?.id ?? '' });
      },
    },
    {
      ...moderator,
      name: 'flags-not-allowed',
      alt: 'A moderator may not make flags: it takes an admin',
      play: (actor) => actor.ask('flags create', { name: 'Streamer' }),
    },
  ],
};
