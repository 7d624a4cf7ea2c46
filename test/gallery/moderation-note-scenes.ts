import type { Actor } from './actor.ts';
import { regular, veteran } from './moderation-people.ts';
import type { Scene } from './scenes.ts';

const moderator = { role: 'moderator' } as const;

/** A player, and the first note about them. */
function noted({ stage }: Actor): { readonly player: string; readonly note: string } {
  const { id } = veteran(stage);
  const note = stage.battlemetrics.world.notes.find(({ playerId }) => playerId === id);
  return { player: id, note: note?.id ?? '' };
}

export const MODERATION_NOTE_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/note': [
    {
      ...moderator,
      name: 'note-list',
      alt: 'The notes about a player: by whom, when, and what they say; HTML is shown as text',
      play: (actor) => actor.ask('note list', { player: noted(actor).player }),
    },
    {
      ...moderator,
      name: 'note-add',
      alt: 'The note was written',
      play: (actor) =>
        actor.ask(
          'note add',
          { player: regular(actor.stage).id, text: 'Warned for ramming at the airfield.' },
          /✅/u,
        ),
    },
    {
      ...moderator,
      name: 'note-audit',
      alt: 'The message in the audit channel about a note: who wrote it about whom, and nothing of what it says',
      play: async (actor) => {
        const player = regular(actor.stage).id;
        await actor.ask('note add', { player, text: 'Warned for ramming at the airfield.' }, /✅/u);
        return await actor.audit(/Write note/u);
      },
    },
    {
      ...moderator,
      name: 'note-edit',
      alt: 'The note that is to be changed, with the button that opens the form',
      play: (actor) => actor.ask('note edit', noted(actor)),
    },
    {
      ...moderator,
      name: 'note-edit-form',
      alt: 'The form that changes a note, filled in with what it says now',
      play: async (actor) => {
        const message = await actor.ask('note edit', noted(actor));
        const { form } = await actor.open(message, 'Edit');
        return { ...message, opens: 'Edit', form };
      },
    },
    {
      ...moderator,
      name: 'note-delete',
      alt: 'The question before a note is deleted, with what it says',
      play: (actor) => actor.ask('note delete', noted(actor)),
    },
  ],
  '/slot': [
    {
      ...moderator,
      name: 'slot-list',
      alt: 'Who has a reserved slot, on which servers, until when',
      play: (actor) => actor.ask('slot list'),
    },
    {
      ...moderator,
      name: 'slot-add',
      alt: 'The player has a reserved slot for a month',
      play: (actor) => actor.ask('slot add', { player: regular(actor.stage).id, duration: '1mo' }, /✅/u),
    },
    {
      ...moderator,
      name: 'slot-remove',
      alt: 'The reserved slot was taken away',
      play: (actor) =>
        actor.ask('slot remove', { slot: actor.stage.battlemetrics.world.reservedSlots[0]?.id ?? '' }, /✅/u),
    },
  ],
};
