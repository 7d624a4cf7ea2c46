import { type Autocomplete, defineAction, defineCommandGroup } from '../src/discord/command.ts';
import type { Context } from '../src/discord/context.ts';
import type { Message } from '../src/message/message.ts';
import { UserError } from '../src/message/user-error.ts';
import { plainText } from '../src/render/escape.ts';
import { flagList } from '../src/render/moderation/flag-list.ts';
import { outcomeMessage } from '../src/render/moderation/outcome-message.ts';
import type { Subject } from '../src/store/moderation-request.ts';
import { listenerOf, moderatorOf } from './moderation/asker.ts';
import { completePlayer } from './moderation/completion.ts';
import { lookAgain } from './moderation/confirmation.ts';

const player = {
  type: 'string',
  description: 'Name (pick from the list), BattleMetrics player id, or Steam ID',
  required: true,
  maxLength: 100,
  autocomplete: completePlayer,
} as const;

const choicesOf = (flags: readonly { readonly id: string; readonly name: string }[], text: string) =>
  flags
    .filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()))
    .map(({ id, name }) => ({ name: plainText(name, 100), value: id }));

const completeFlag: Autocomplete = async ({ text }, { moderation, call }) =>
  choicesOf((await moderation?.flags.all(call)) ?? [], text);

/** Those that the player has, once the player was picked; else all. */
const completeFlagOfPlayer: Autocomplete = async (query, context) => {
  const { moderation, call } = context;
  const { player: picked } = query.others;
  if (moderation === undefined || typeof picked !== 'string' || !/^\d{1,16}$/u.test(picked)) {
    return completeFlag(query, context);
  }
  return choicesOf(await moderation.flags.of(picked, call), query.text);
};

/** `/flag add|remove|list player: flag:` – what moderators remember of a player. */
export const flag = defineCommandGroup({
  name: 'flag',
  description: 'Flags on players on BattleMetrics',
  access: 'moderator',
  writes: true,
  subcommands: {
    add: defineAction({
      description: 'Put a flag on a player',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        player,
        flag: {
          type: 'string',
          description: 'Which flag: pick from the list',
          required: true,
          maxLength: 100,
          autocomplete: completeFlag,
        },
      },
      run: (input, context) => change('flag-add', input, context),
    }),
    remove: defineAction({
      description: 'Take a flag off a player',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        player,
        flag: {
          type: 'string',
          description: 'Which flag: pick from the list of those that the player has',
          required: true,
          maxLength: 100,
          autocomplete: completeFlagOfPlayer,
        },
      },
      run: (input, context) => change('flag-remove', input, context),
    }),
    list: defineAction({
      description: 'Show the flags that a player has',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: { player },
      run: async (input, context) => {
        const subject = await subjectOf(input.player, context);
        return flagList(subject, await context.moderation.flags.of(subject.playerId, context.call));
      },
    }),
  },
  components: { look: lookAgain },
});

async function change(
  kind: 'flag-add' | 'flag-remove',
  input: { readonly player: string; readonly flag: string },
  context: Context<'moderation'>,
): Promise<Message> {
  const { moderation, asker, call } = context;
  // A flag is there at once or in doubt; showing that it is being sent would only flicker.
  const { onLooking } = listenerOf(context);
  const { id, name } = await moderation.flags.resolve(input.flag, call);
  // No question comes before it, so a part of a name is not enough to say whose flag it is.
  const subject = await subjectOf(input.player, context, { wholeName: true });
  const request = { kind, subject, flagId: id, flagName: name };
  return outcomeMessage(await moderation.flag(request, moderatorOf(asker), call, { onLooking }));
}

async function subjectOf(
  text: string,
  { moderation, call }: Context<'moderation'>,
  options: { readonly wholeName?: boolean } = {},
): Promise<Subject & { readonly playerId: string }> {
  const found = await moderation.players.resolve(text, call, options);
  if (found.known) return { playerId: found.id, name: found.name, steamId: null };
  throw new UserError(
    'flag-player-unknown',
    'BattleMetrics does not know this Steam ID, and only players that it knows can have flags.',
  );
}
