import { type Autocomplete, defineCommand } from '../src/discord/command.ts';
import { questionMessage } from '../src/render/moderation/question-message.ts';
import { actionButtons } from './moderation/action-buttons.ts';
import { orderOf } from './moderation/asker.ts';
import { completeOwnServer } from './moderation/completion.ts';

const completeCommand: Autocomplete = async ({ text }, { moderation }) => {
  const typed = text.trimStart();
  const allowed = (moderation?.rcon.allowed ?? []).filter((words) =>
    words.toLowerCase().startsWith(typed.toLowerCase()),
  );
  const begun = typed.length <= 100 && typed.trim() !== '' ? [typed] : [];
  return [...new Set([...begun, ...allowed])].map((value) => ({ name: value, value }));
};

/** `/rcon server: command:` – sends a command to a game server's console; asks before it does. */
export const rcon = defineCommand({
  name: 'rcon',
  description: 'Send a command to the console of a game server on BattleMetrics; asks before it does',
  access: 'admin',
  writes: true,
  visibility: 'ephemeral',
  needs: ['moderation'],
  options: {
    server: {
      type: 'string',
      description: 'Which server: pick from the list',
      required: true,
      maxLength: 100,
      autocomplete: completeOwnServer,
    },
    command: {
      type: 'string',
      description: 'The command, as it would be typed into the console; only allowed ones are sent',
      required: true,
      maxLength: 500,
      autocomplete: completeCommand,
    },
  },
  run: async (input, context) => {
    const request = await context.moderation.rcon.request(input, context.call);
    return questionMessage(await context.moderation.ask(request, orderOf(context)));
  },
  components: actionButtons('rcon'),
});
