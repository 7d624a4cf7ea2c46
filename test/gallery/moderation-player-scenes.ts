import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import type { Actor } from './actor.ts';
import { regular, veteran } from './moderation-people.ts';
import type { Pictured, Scene } from './scenes.ts';

const moderator = { role: 'moderator' } as const;

const card = (actor: Actor): Promise<ShownMessage> =>
  actor.ask('player', { player: veteran(actor.stage).id });

/** The form that a button of the card opens. */
async function form(actor: Actor, opens: string): Promise<Pictured> {
  const message = await card(actor);
  const { form } = await actor.open(message, opens);
  return { ...message, opens, form };
}

export const MODERATION_PLAYER_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/player': [
    {
      ...moderator,
      name: 'player-card',
      alt: 'The card of a player: bans, flags, notes, time on our servers, identifiers, who shares one, and buttons to ban, flag, note, watch and refresh; only the moderator sees it',
      play: async (actor) => {
        const { id } = veteran(actor.stage);
        await actor.ask('slot add', { player: id, duration: '1mo' }, /Done|✅/u);
        return await actor.ask('player', { player: id });
      },
    },
    {
      ...moderator,
      name: 'player-card-failing',
      alt: 'The card of a player whose notes and identifiers could not be read: each says so in its place, and the rest is there',
      play: (actor) => {
        const { faults } = actor.stage.battlemetrics;
        faults.add({ fault: { kind: 'status', status: 403 }, path: /notes$/u });
        faults.add({ fault: { kind: 'status', status: 500 }, path: /relationships\/related-identifiers$/u });
        return card(actor);
      },
    },
    {
      ...moderator,
      name: 'player-card-new',
      alt: 'The card of a player of whom nothing is known but their visits',
      play: (actor) => actor.ask('player', { player: regular(actor.stage).id }),
    },
    {
      ...moderator,
      name: 'player-ban-form',
      alt: 'The form that the button Ban opens: reason, how long, private note, link to evidence',
      play: (actor) => form(actor, 'Ban'),
    },
    {
      ...moderator,
      name: 'player-note-form',
      alt: 'The form that the button Note opens',
      play: (actor) => form(actor, 'Note'),
    },
    {
      ...moderator,
      name: 'player-ban-form-preview',
      alt: 'What the form of a ban leads to: the same question as the command',
      play: async (actor) => {
        const opened = await actor.open(await card(actor), 'Ban');
        return await actor.submit(opened, {
          reason: 'Team killing, {{timeLeft}} left',
          duration: '7d',
          note: 'Third time this month',
          evidence: 'https://clips.example/4711',
        });
      },
    },
    {
      ...moderator,
      name: 'player-flag-menu',
      alt: 'The menu of flags that the button Flag opens',
      play: async (actor) => actor.pressForAnswer(await card(actor), 'Flag'),
    },
    {
      ...moderator,
      name: 'player-watched',
      alt: 'The button Watch: the moderator is pinged when the player is on',
      play: async (actor) => actor.pressForAnswer(await card(actor), 'Watch'),
    },
  ],
};
