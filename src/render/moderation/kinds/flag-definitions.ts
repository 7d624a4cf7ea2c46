import type {
  FlagCreateRequest,
  FlagDefinition,
  FlagDeleteRequest,
  FlagEditRequest,
} from '../../../store/moderation-request.ts';
import { escapeText } from '../../escape.ts';
import { fieldOf } from '../lines.ts';
import type { Readers } from '../readers.ts';
import { change } from './ban-edits.ts';
import type { KindWords } from './kind-words.ts';

const PARTS = [
  ['name', 'Name'],
  ['color', 'Colour'],
  ['description', 'Description'],
  ['icon', 'Icon'],
] as const;

export const FLAG_CREATE: KindWords<FlagCreateRequest> = {
  command: 'flags',
  title: 'Create flag',
  question: 'Make this flag?',
  yes: () => 'Make the flag',
  grave: false,
  done: ({ request, result }) => [
    '✅ Flag made',
    result?.alreadySo === true
      ? `There was a flag **${escapeText(request.definition.name, 200)}** already.`
      : `**${escapeText(request.definition.name, 200)}** can be put on players now, with \`/flag add\`.`,
  ],
  fields: ({ request }, readers) => definitionFields(request.definition, readers),
  short: ({ definition }, { text }) => text(definition.name, 80),
};

export const FLAG_EDIT: KindWords<FlagEditRequest> = {
  command: 'flags',
  title: 'Edit flag',
  question: 'Change this flag?',
  yes: () => 'Change the flag',
  grave: false,
  done: ({ request, result }) => [
    '✅ Flag changed',
    result?.alreadySo === true
      ? `**${escapeText(request.after.name, 200)}** was so already.`
      : `**${escapeText(request.after.name, 200)}** is changed on all players who have it.`,
  ],
  fields: ({ request: { before, after } }, readers) => [
    ...(before.name === after.name ? fieldOf('Flag', readers.text(before.name, 200)) : []),
    ...PARTS.filter(([part]) => before[part] !== after[part]).map(([part, name]) => ({
      name,
      value: change(partText(before[part], readers), partText(after[part], readers)),
      inline: part !== 'description',
    })),
  ],
  short: ({ before, after }, { text }) =>
    before.name === after.name ? text(after.name, 80) : `${text(before.name, 60)} → ${text(after.name, 60)}`,
};

export const FLAG_DELETE: KindWords<FlagDeleteRequest> = {
  command: 'flags',
  title: 'Delete flag',
  question: 'Delete this flag?',
  yes: () => 'Delete the flag',
  grave: true,
  consequence: () => 'It is taken off every player who has it. This cannot be undone.',
  done: ({ request, result }) => [
    '✅ Flag deleted',
    result?.alreadySo === true
      ? `There was no flag **${escapeText(request.before.name, 200)}** any more.`
      : `**${escapeText(request.before.name, 200)}** is gone, from all players who had it.`,
  ],
  fields: ({ request }, readers) => definitionFields(request.before, readers),
  short: ({ before }, { text }) => text(before.name, 80),
};

function definitionFields(definition: FlagDefinition, readers: Readers) {
  return PARTS.flatMap(([part, name]) => {
    const value = definition[part];
    return fieldOf(name, value === null ? '' : partText(value, readers), part !== 'description');
  });
}

function partText(value: string | null, { text }: Readers): string {
  return value === null || value.trim() === '' ? 'None' : text(value, 400);
}
