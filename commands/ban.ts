import { type Autocomplete, defineCommand } from '../src/discord/command.ts';
import { parseDuration } from '../src/moderation/bans/durations.ts';
import { banPreview } from '../src/render/moderation/ban-preview.ts';
import { durationText } from '../src/render/moderation/words.ts';
import { moderatorOf } from './moderation/asker.ts';
import { completeOwnServer, completePlayer } from './moderation/completion.ts';
import { confirmation } from './moderation/confirmation.ts';

/** What is offered while nothing that can be read is typed. */
const PRESETS = ['1h', '12h', '1d', '3d', '7d', '2w', '1mo', '3mo', 'perm'];

const completeDuration: Autocomplete = async ({ text }) => {
  const typed = text.trim().toLowerCase();
  const fitting = PRESETS.filter((preset) => preset.startsWith(typed) && preset !== typed);
  return (isDuration(typed) ? [typed, ...fitting] : fitting).map((value) => ({
    name: `${value} – ${durationText(parseDuration(value))}`,
    value,
  }));
};

/** `/ban player: reason: duration: scope: server: note:` – asks before it bans. */
export const ban = defineCommand({
  name: 'ban',
  description: 'Ban a player on the game servers on BattleMetrics (not DCS); asks before it happens',
  access: 'moderator',
  writes: true,
  visibility: 'ephemeral',
  needs: ['moderation'],
  options: {
    player: {
      type: 'string',
      description: 'Name (pick from the list), BattleMetrics player id, or Steam ID',
      required: true,
      maxLength: 100,
      autocomplete: completePlayer,
    },
    reason: {
      type: 'string',
      description:
        'Players see it. {{admin}} is your name; {{duration}}, {{timeLeft}} and {{expires}} work too',
      required: true,
      minLength: 1,
      maxLength: 255,
    },
    duration: {
      type: 'string',
      description: 'How long, from your confirmation on: 30m, 12h, 7d, 2w, 1mo, or perm for good',
      required: true,
      maxLength: 40,
      autocomplete: completeDuration,
    },
    scope: {
      type: 'string',
      description: 'Where the ban holds (default: all servers of the organization)',
      choices: [
        { name: 'All servers of the organization', value: 'organization' },
        { name: 'One server (fill in server)', value: 'server' },
        { name: 'The ban list', value: 'ban-list' },
      ],
    },
    server: {
      type: 'string',
      description: 'Which server, when the scope is one server',
      maxLength: 100,
      autocomplete: completeOwnServer,
    },
    note: {
      type: 'string',
      description: 'Private details for moderators; your name is added by itself',
      maxLength: 2000,
    },
  },
  run: async ({ scope = 'organization', ...input }, { moderation, asker, call, now }) =>
    banPreview(await moderation.drafts.ban({ scope, ...input }, moderatorOf(asker), call), now()),
  components: confirmation,
});

function isDuration(text: string): boolean {
  try {
    parseDuration(text);
    return true;
  } catch {
    return false; // still being typed
  }
}
