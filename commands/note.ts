import { z } from 'zod';
import {
  type Autocomplete,
  defineAction,
  defineCommandGroup,
  defineComponent,
} from '../src/discord/command.ts';
import type { Context } from '../src/discord/context.ts';
import type { Form } from '../src/message/message.ts';
import { UserError } from '../src/message/user-error.ts';
import { noteChoiceName } from '../src/render/moderation/choices.ts';
import { noteEditForm, noteForm } from '../src/render/moderation/forms.ts';
import { noteList, noteToEdit } from '../src/render/moderation/note-list.ts';
import { questionMessage } from '../src/render/moderation/question-message.ts';
import { actionButtons } from './moderation/action-buttons.ts';
import { orderOf } from './moderation/asker.ts';
import { keepingText } from './moderation/kept-text.ts';
import { listPages } from './moderation/list-pages.ts';
import { perform } from './moderation/perform.ts';
import { player } from './moderation/player-option.ts';

const NAME = 'note';
/** As long as an ephemeral message can be used at all. */
const EDIT_WITHIN_MS = 14 * 60_000;
/** Of a name in the `custom_id` of a form, beside what else stands there. */
const LONGEST_FORM_KEY = 79;

/** The note that is being edited, between the button and the form. */
const EditSchema = z.object({ playerId: z.string(), noteId: z.string(), text: z.string(), name: z.string() });

const completeNote: Autocomplete = async ({ text, others }, { moderation, call, now }) => {
  const { player: picked } = others;
  if (moderation === undefined || typeof picked !== 'string' || !/^\d{1,16}$/u.test(picked)) return [];
  const notes = await moderation.notes.search(picked, text, call);
  return notes.map((note) => ({ name: noteChoiceName(note, now()), value: note.id }));
};

const which = {
  type: 'string',
  description: 'Which note: pick the player first, then from the list',
  required: true,
  maxLength: 20,
  autocomplete: completeNote,
} as const;

const pages = listPages({
  command: NAME,
  query: z.object({ player: z.string() }),
  show: async ({ player: whose }, page, { moderation, call }) =>
    noteList(await moderation.notes.list(whose, call), page),
});

/** `/note add|list|edit|delete player: …` – what moderators write down about a player. */
export const note = defineCommandGroup({
  name: NAME,
  description: 'Notes about players on BattleMetrics',
  access: 'moderator',
  writes: true,
  subcommands: {
    add: defineAction({
      description: 'Write a note about a player; without text a form opens',
      visibility: 'ephemeral',
      acknowledge: 'form',
      needs: ['moderation'],
      options: {
        player,
        text: { type: 'string', description: 'The note, if it is short', maxLength: 2000 },
        shared: {
          type: 'boolean',
          description: 'Whether organizations that are friends see it (default: False)',
        },
      },
      run: async ({ player: whose, text, shared = false }, context) =>
        text === undefined
          ? openForm(whose, shared)
          : perform(
              await context.moderation.notes.addRequest({ player: whose, text, shared }, context.call),
              context,
            ),
    }),
    list: defineAction({
      description: 'Show the notes about a player',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: { player },
      run: (input, context) => pages.first(input, context),
    }),
    edit: defineAction({
      description: 'Change a note about a player',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: { player, note: which },
      run: async (input, context) => {
        const { moderation, call, store, asker } = context;
        const found = await moderation.notes.find(input, call);
        const key = await store.savedStates.save({
          command: NAME,
          ownerId: asker.userId,
          data: {
            playerId: found.subject.playerId,
            noteId: found.note.id,
            text: found.note.text,
            name: found.subject.name ?? found.subject.playerId,
          } satisfies z.infer<typeof EditSchema>,
          ttlMs: EDIT_WITHIN_MS,
        });
        return noteToEdit({ ...found, key });
      },
    }),
    delete: defineAction({
      description: 'Delete a note about a player; asks before it happens',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: { player, note: which },
      run: async (input, context) => {
        const request = await context.moderation.notes.deleteRequest(input, context.call);
        return questionMessage(await context.moderation.ask(request, orderOf(context)));
      },
    }),
  },
  components: {
    ...actionButtons('note'),
    page: pages.component,
    // The key says who the note is about, and whether it is shared; a card's is the player's id alone.
    write: defineComponent({
      acknowledge: 'reply',
      needs: ['moderation'],
      run: async ({ key, fields }, context) => {
        const [, seenBy, whose = key] = /^(?:(shared|ours)\.)?(.*)$/su.exec(key) ?? [];
        const input = { player: whose, text: fields['text'] ?? '', shared: seenBy === 'shared' };
        return keepingText([input.text], async () =>
          perform(await context.moderation.notes.addRequest(input, context.call), context),
        );
      },
    }),
    edit: defineComponent({
      acknowledge: 'form',
      needs: ['moderation'],
      run: async ({ key }, context) => noteEditForm({ ...(await editOf(key, context)), key }),
    }),
    rewrite: defineComponent({
      acknowledge: 'reply',
      needs: ['moderation'],
      run: async ({ key, fields }, context) => {
        const text = fields['text'] ?? '';
        return keepingText([text], async () => {
          const { playerId, noteId, text: seen } = await editOf(key, context);
          const input = { playerId, noteId, text, seen };
          return perform(await context.moderation.notes.editRequest(input, context.call), context);
        });
      },
    }),
  },
});

function openForm(whose: string, shared: boolean): Form {
  if (whose.length > LONGEST_FORM_KEY) {
    throw new UserError(
      'player-unknown',
      'That is too long for a name. Pick one of the suggestions while you type.',
    );
  }
  // Said in both cases: a name may begin with anything.
  return noteForm({ playerId: `${shared ? 'shared' : 'ours'}.${whose}`, name: whose });
}

/** @throws UserError when the form was open for too long. */
async function editOf(key: string, { store, asker }: Context): Promise<z.infer<typeof EditSchema>> {
  const state = await store.savedStates.load(NAME, key);
  const edit = EditSchema.safeParse(state?.data);
  if (state?.ownerId === asker.userId && edit.success) return edit.data;
  throw new UserError(
    'note-edit-over',
    'I do not know any more which note this is about. Use `/note edit` anew.',
  );
}
