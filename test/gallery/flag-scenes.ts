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

const DAY = 86_400_000;
const LONG_FLAG = 'Insults **everyone** in `chat`, in three languages';
const LONG_DESCRIPTION =
  'Was told to stop by two admins, on two evenings; look at the chat log before you talk to them, and write down what came of it.';

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
      name: 'flag-list-longest',
      alt: 'The flags of a player who has very many with long names and descriptions',
      play: (actor) => {
        const { flags, flagPlayers } = actor.stage.battlemetrics.world;
        const player = playerWith(actor, 'none');
        const addedAt = actor.stage.now() - 30 * DAY;
        for (let index = 1; index <= 40; index += 1) {
          const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
          flags.push({
            id,
            name: `${LONG_FLAG} ${index}`,
            color: '#c0392b',
            icon: null,
            description: LONG_DESCRIPTION,
            createdAt: addedAt,
            personal: false,
          });
          flagPlayers.push({ playerId: player, flagId: id, addedAt, removedAt: undefined });
        }
        return actor.ask('flag list', { player });
      },
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
    {
      ...moderator,
      name: 'flag-whom',
      alt: 'Several players have that name, so no flag is put on any; the message says how to pick one',
      play: (actor) => actor.ask('flag add', { player: 'Viper', flag: 'Watch' }),
    },
    {
      name: 'flag-not-allowed',
      alt: 'A member may not put flags on players; only they see the refusal',
      play: (actor) => actor.ask('flag add', { player: playerWith(actor, 'none'), flag: 'Watch' }),
    },
  ],
};
