import {
  type Component,
  type ComponentDefinition,
  defineCommand,
  defineComponent,
} from '../src/discord/command.ts';
import type { Context } from '../src/discord/context.ts';
import type { Message } from '../src/message/message.ts';
import { UserError } from '../src/message/user-error.ts';
import { flagMenu } from '../src/render/moderation/flag-list.ts';
import { banForm, noteForm } from '../src/render/moderation/forms.ts';
import { outcomeMessage } from '../src/render/moderation/outcome-message.ts';
import { CARD_COMMANDS, playerCard } from '../src/render/moderation/player-card.ts';
import { watchAdded } from '../src/render/moderation/watch-list.ts';
import { lookingListenerOf, moderatorOf, orderOf } from './moderation/asker.ts';
import { player as option } from './moderation/player-option.ts';

/** A button that shows the card anew; the key is the player's id. */
const card = (acknowledge: 'update' | 'reply'): Component =>
  defineComponent({
    acknowledge,
    visibility: 'ephemeral',
    needs: ['moderation'],
    run: async ({ key }, context) => show(playerIdOf(key), context),
  });

/** A button that does what a command does: it is off where that is. */
function whileOffered(
  command: (typeof CARD_COMMANDS)[number],
  definition: ComponentDefinition<'moderation'>,
): Component {
  return defineComponent({
    ...definition,
    run: async (input, context) => {
      if (isOffered(command, context)) return definition.run(input, context);
      throw new UserError(
        'command-off',
        `\`/${command}\` is switched off in this bot's settings, and so is this button. Its operator can switch it on.`,
      );
    },
  });
}

function isOffered(command: string, { commands }: Context): boolean {
  return commands.some(({ name }) => name === command);
}

/** `/player player:` – everything about one player that helps a moderator, with what can be done. */
export const player = defineCommand({
  name: 'player',
  description: 'Show what BattleMetrics and our record know of a player; ban, flag, note or watch from there',
  access: 'moderator',
  writes: true,
  visibility: 'ephemeral',
  needs: ['moderation'],
  options: { player: option },
  run: ({ player: whose }, context) => show(whose, context),
  components: {
    refresh: card('update'),
    // Stands on pings in the audit channel, which others read: the card itself is for the moderator alone.
    card: card('reply'),
    ban: whileOffered('ban', {
      acknowledge: 'form',
      needs: ['moderation'],
      run: async ({ key }, { moderation }) =>
        banForm({ playerId: playerIdOf(key), presets: moderation.presets }),
    }),
    note: whileOffered('note', {
      acknowledge: 'form',
      needs: ['moderation'],
      run: async ({ key }) => noteForm({ playerId: playerIdOf(key), name: undefined }),
    }),
    flag: whileOffered('flag', {
      acknowledge: 'reply',
      needs: ['moderation'],
      run: async ({ key }, { moderation, call }) =>
        flagMenu(playerIdOf(key), await moderation.flags.all(call)),
    }),
    flagged: whileOffered('flag', {
      acknowledge: 'update',
      needs: ['moderation'],
      run: async ({ key, values }, context) => {
        const { moderation, call } = context;
        const playerId = playerIdOf(key);
        const [flag] = values;
        if (flag === undefined) throw new UserError('flag-unknown', 'No flag was chosen.');
        const request = await moderation.flags.addRequest({ player: playerId, flag }, call);
        const action = await moderation.perform(request, orderOf(context), lookingListenerOf(context));
        return outcomeMessage(action);
      },
    }),
    watch: whileOffered('watch', {
      acknowledge: 'reply',
      needs: ['moderation'],
      run: async ({ key }, { moderation, asker, call }) =>
        watchAdded(
          await moderation.watches.add({ kind: 'player', text: playerIdOf(key) }, moderatorOf(asker), call),
        ),
    }),
  },
});

async function show(whose: string, context: Context<'moderation'>): Promise<Message> {
  const { moderation, call, now } = context;
  const offered = CARD_COMMANDS.filter((name) => isOffered(name, context));
  return playerCard(await moderation.cards.of(whose, call), now(), offered);
}

/** The key of a button, which another client can make. @throws UserError when it is no id of a player */
function playerIdOf(key: string): string {
  if (/^\d{1,16}$/u.test(key)) return key;
  throw new UserError('player-unknown', 'This button names no player. Use `/player` anew.');
}
