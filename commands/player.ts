import { type Component, defineCommand, defineComponent } from '../src/discord/command.ts';
import type { Context } from '../src/discord/context.ts';
import type { Message } from '../src/message/message.ts';
import { UserError } from '../src/message/user-error.ts';
import { flagMenu } from '../src/render/moderation/flag-list.ts';
import { banForm, noteForm } from '../src/render/moderation/forms.ts';
import { outcomeMessage } from '../src/render/moderation/outcome-message.ts';
import { playerCard } from '../src/render/moderation/player-card.ts';
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
    ban: defineComponent({
      acknowledge: 'form',
      needs: ['moderation'],
      run: async ({ key }, { moderation }) =>
        banForm({ playerId: playerIdOf(key), presets: moderation.presets }),
    }),
    note: defineComponent({
      acknowledge: 'form',
      needs: ['moderation'],
      run: async ({ key }) => noteForm({ playerId: playerIdOf(key), name: undefined }),
    }),
    flag: defineComponent({
      acknowledge: 'reply',
      needs: ['moderation'],
      run: async ({ key }, { moderation, call }) =>
        flagMenu(playerIdOf(key), await moderation.flags.all(call)),
    }),
    flagged: defineComponent({
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
    watch: defineComponent({
      acknowledge: 'reply',
      needs: ['moderation'],
      run: async ({ key }, { moderation, asker, call }) =>
        watchAdded(
          await moderation.watches.add({ kind: 'player', text: playerIdOf(key) }, moderatorOf(asker), call),
        ),
    }),
  },
});

async function show(whose: string, { moderation, call, now }: Context<'moderation'>): Promise<Message> {
  return playerCard(await moderation.cards.of(whose, call), now());
}

/** The key of a button, which another client can make. @throws UserError when it is no id of a player */
function playerIdOf(key: string): string {
  if (/^\d{1,16}$/u.test(key)) return key;
  throw new UserError('player-unknown', 'This button names no player. Use `/player` anew.');
}
