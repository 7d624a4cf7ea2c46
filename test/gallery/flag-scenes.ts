import type { Actor } from './actor.ts';
import type { Scene } from './scenes.ts';

/** Somebody with the most, or without any, flags. */
function playerWith({ stage }: Actor, wanted: 'flags' | 'none'): string {
  const { players, flagPlayers } = stage.battlemetrics.world;
  const count = (id: string) =>
    flagPlayers.filter(({ playerId, removedAt }) => playerId === id && removedAt === undefined).length;
  const [least, ...others] = [...players].sort((a, b) => count(a.id) - count(b.id));
  return (wanted === 'none' ? least?.id : others.at(-1)?.id) ?? '';
}

const moderator = { role: 'moderator' } as const;

export const FLAG_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/flag': [
    {
      ...moderator,
      name: 'flag-list',
      alt: 'The flags of a player, each with since when and what it means; only the moderator sees it',
      play: (actor) => actor.ask('flag list', { player: playerWith(actor, 'flags') }),
    },
    {
      ...moderator,
      name: 'flag-list-empty',
      alt: 'The player has no flags',
      play: (actor) => actor.ask('flag list', { player: playerWith(actor, 'none') }),
    },
    {
      ...moderator,
      name: 'flag-add',
      alt: 'The player has the flag now',
      play: (actor) => actor.ask('flag add', { player: playerWith(actor, 'none'), flag: 'Watch' }, /Done/),
    },
    {
      ...moderator,
      name: 'flag-audit',
      alt: 'The message in the audit channel: who put which flag on whom',
      play: async (actor) => {
        await actor.ask('flag add', { player: playerWith(actor, 'none'), flag: 'Watch' }, /Done/);
        return await actor.audit(/Watch/);
      },
    },
    {
      ...moderator,
      name: 'flag-remove',
      alt: 'The player no longer has the flag',
      play: async (actor) => {
        const player = playerWith(actor, 'none');
        await actor.ask('flag add', { player, flag: 'Watch' }, /Done/);
        return await actor.ask('flag remove', { player, flag: 'Watch' }, /no longer|did not/);
      },
    },
    {
      ...moderator,
      name: 'flag-unknown',
      alt: 'There is no such flag',
      play: (actor) => actor.ask('flag add', { player: playerWith(actor, 'none'), flag: 'No such flag' }),
    },
  ],
};
