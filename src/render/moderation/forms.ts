import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { formatCustomId } from '../../message/custom-id.ts';
import { cut } from '../../message/cut.ts';
import type { Form } from '../../message/message.ts';
import { plainText } from '../escape.ts';

interface Preset {
  readonly name: string;
  readonly reason: string;
  readonly duration: string;
}

/** Discord's limits: of a form's title, and of what stands in an empty field. */
const TITLE_LENGTH = 45;
const PLACEHOLDER_LENGTH = 100;
/** A note is signed when it is sent, and the whole of it must fit. */
const NOTE_LENGTH = 3_500;
/** The longest text that a field of Discord takes. */
const LONGEST_FIELD = 4_000;

interface Field {
  readonly id: string;
  readonly label: string;
  readonly style?: TextInputStyle;
  readonly max: number;
  readonly required?: boolean;
  readonly placeholder?: string | undefined;
  readonly value?: string | undefined;
}

/** The form that bans from a player's card. The key is the player's id. */
export function banForm({
  playerId,
  name,
  presets,
  preset,
}: {
  readonly playerId: string;
  readonly name?: string | undefined;
  /** The first one shows in the empty field how a reason may read. */
  readonly presets: readonly Preset[];
  /** Fills the form in. */
  readonly preset?: Preset | undefined;
}): Form {
  const [example] = presets;
  return form(
    title('Ban', name ?? `player ${playerId}`),
    formatCustomId({ command: 'ban', action: 'form', key: playerId }),
    [
      {
        id: 'reason',
        label: 'Reason (players see it)',
        style: TextInputStyle.Paragraph,
        max: 255,
        placeholder: example && `For example: ${plainText(example.reason, 255)}`,
        value: preset?.reason,
      },
      {
        id: 'duration',
        label: 'How long',
        max: 40,
        placeholder: '30m, 12h, 7d, 2w, 1mo, or perm',
        value: preset?.duration,
      },
      {
        id: 'note',
        label: 'Private note',
        style: TextInputStyle.Paragraph,
        max: 2000,
        required: false,
      },
      { id: 'evidence', label: 'Link to evidence', max: 500, required: false, placeholder: 'https://…' },
    ],
  );
}

/** The form that writes a note. The key is the player's id. */
export function noteForm({
  playerId,
  name,
}: {
  readonly playerId: string;
  readonly name?: string | undefined;
}): Form {
  return form(
    title('Note about', name ?? `player ${playerId}`),
    formatCustomId({ command: 'note', action: 'write', key: playerId }),
    [{ id: 'text', label: 'Note (for moderators)', style: TextInputStyle.Paragraph, max: NOTE_LENGTH }],
  );
}

/** The form that changes a note. @param key by which the command finds it again; else `player.note` */
export function noteEditForm({
  playerId,
  noteId,
  text,
  name,
  key = `${playerId}.${noteId}`,
}: {
  readonly playerId: string;
  readonly noteId: string;
  readonly text: string;
  readonly name?: string | undefined;
  readonly key?: string | undefined;
}): Form {
  const max = text.length > NOTE_LENGTH ? LONGEST_FIELD : NOTE_LENGTH;
  return form(
    title('Note about', name ?? `player ${playerId}`),
    formatCustomId({ command: 'note', action: 'rewrite', key }),
    [
      {
        id: 'text',
        // Whoever saves it would cut the rest off without knowing.
        label: text.length > max ? 'Note (too long: its end is missing)' : 'Note (for moderators)',
        style: TextInputStyle.Paragraph,
        max,
        value: text,
      },
    ],
  );
}

function title(what: string, name: string): string {
  return `${what} ${plainText(name, TITLE_LENGTH - what.length - 1)}`;
}

function form(title: string, customId: string, fields: readonly Field[]): Form {
  return {
    form: {
      title,
      custom_id: customId,
      components: fields.map(
        ({ id, label, style = TextInputStyle.Short, max, required = true, placeholder, value }) => ({
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.TextInput,
              custom_id: id,
              label,
              style,
              required,
              ...(required ? { min_length: 1 } : {}),
              max_length: max,
              ...(placeholder === undefined ? {} : { placeholder: cut(placeholder, PLACEHOLDER_LENGTH) }),
              ...(value === undefined || value === '' ? {} : { value: cut(value, max) }),
            },
          ],
        }),
      ),
    },
  };
}
