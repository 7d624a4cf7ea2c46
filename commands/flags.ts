import { type Autocomplete, defineAction, defineCommandGroup } from '../src/discord/command.ts';
import { plainText } from '../src/render/escape.ts';
import { flagDefinitionList } from '../src/render/moderation/flag-definition-list.ts';
import { questionMessage } from '../src/render/moderation/question-message.ts';
import { adminActionButtons } from './moderation/action-buttons.ts';
import { orderOf } from './moderation/asker.ts';
import { perform } from './moderation/perform.ts';

const completeOwnFlag: Autocomplete = async ({ text }, { moderation, call }) => {
  const typed = text.trim().toLowerCase();
  const definitions = (await moderation?.definitions.list(call)) ?? [];
  return definitions
    .filter(({ name, foreign }) => !foreign && name.toLowerCase().includes(typed))
    .map(({ id, name }) => ({ name: plainText(name, 100), value: id }));
};

const which = {
  type: 'string',
  description: 'Which flag: pick from the list',
  required: true,
  maxLength: 255,
  autocomplete: completeOwnFlag,
} as const;

const name = { type: 'string', description: 'What it is called', maxLength: 255 } as const;

const details = {
  color: { type: 'string', description: 'Its colour: #d32f2f, red, …', maxLength: 20 },
  description: { type: 'string', description: 'What it means', maxLength: 255 },
  icon: {
    type: 'string',
    description: 'Name of an icon of BattleMetrics: flag, block, bookmark, label, …',
    maxLength: 60,
  },
} as const;

/** `/flags list|create|edit|delete` – the flags that can be put on players. */
export const flags = defineCommandGroup({
  name: 'flags',
  description: 'The flags that can be put on players on BattleMetrics',
  access: 'moderator',
  writes: true,
  subcommands: {
    list: defineAction({
      description: 'Show all flags that there are',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {},
      run: async (_, { moderation, call }) => flagDefinitionList(await moderation.definitions.list(call)),
    }),
    create: defineAction({
      description: 'Make a new flag',
      access: 'admin',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: { name: { ...name, required: true }, ...details },
      run: async (input, context) =>
        perform(await context.moderation.definitions.createRequest(input, context.call), context),
    }),
    edit: defineAction({
      description: 'Change a flag; what you leave out stays',
      access: 'admin',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: { flag: which, name, ...details },
      run: async (input, context) =>
        perform(await context.moderation.definitions.editRequest(input, context.call), context),
    }),
    delete: defineAction({
      description: 'Delete a flag and take it off all players; asks before it happens',
      access: 'admin',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: { flag: which },
      run: async (input, context) => {
        const request = await context.moderation.definitions.deleteRequest(input.flag, context.call);
        return questionMessage(await context.moderation.ask(request, orderOf(context)));
      },
    }),
  },
  components: adminActionButtons('flags'),
});
