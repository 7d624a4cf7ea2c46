import { type Autocomplete, defineCommand, defineComponent } from '../src/discord/command.ts';
import { banPreview } from '../src/render/moderation/ban-preview.ts';
import { presetChoiceName } from '../src/render/moderation/choices.ts';
import { actionButtons } from './moderation/action-buttons.ts';
import { orderOf } from './moderation/asker.ts';
import { BAN_DURATIONS, banScope } from './moderation/ban-options.ts';
import { completeDuration } from './moderation/completion.ts';
import { keepingText } from './moderation/kept-text.ts';
import { player } from './moderation/player-option.ts';

const completePreset: Autocomplete = async ({ text }, { moderation }) => {
  const typed = text.trim().toLowerCase();
  return (moderation?.presets ?? [])
    .filter(({ name, reason }) => `${name} ${reason}`.toLowerCase().includes(typed))
    .map((preset) => ({ name: presetChoiceName(preset), value: preset.name }));
};

/** `/ban player: preset: reason: duration: scope: server: note: evidence:` – shows what would happen, then asks. */
export const ban = defineCommand({
  name: 'ban',
  description: 'Ban a player on the game servers on BattleMetrics (not DCS); asks before it happens',
  access: 'moderator',
  writes: true,
  visibility: 'ephemeral',
  needs: ['moderation'],
  options: {
    player,
    preset: {
      type: 'string',
      description: 'A prepared reason with its duration; reason and duration override it',
      maxLength: 100,
      autocomplete: completePreset,
    },
    reason: {
      type: 'string',
      description:
        'Players see it. {{admin}} is your name; {{duration}}, {{timeLeft}} and {{expires}} work too',
      maxLength: 255,
    },
    duration: {
      type: 'string',
      description: 'How long, from your confirmation on: 30m, 12h, 7d, 2w, 1mo, or perm for good',
      maxLength: 40,
      autocomplete: completeDuration(BAN_DURATIONS),
    },
    ...banScope,
    note: {
      type: 'string',
      description: 'Private details for moderators; your name is added by itself',
      maxLength: 2000,
    },
    evidence: {
      type: 'string',
      description: 'A link to evidence (a video, a message); it goes into the private note',
      maxLength: 500,
    },
  },
  run: async ({ scope = 'organization', ...input }, context) =>
    banPreview(await context.moderation.drafts.ban({ scope, ...input }, orderOf(context)), context.now()),
  components: {
    ...actionButtons('ban'),
    identifiers: defineComponent({
      acknowledge: 'update',
      needs: ['moderation'],
      run: async ({ key, values }, context) =>
        banPreview(
          await context.moderation.drafts.chooseIdentifiers(key, values, orderOf(context)),
          context.now(),
        ),
    }),
    // What the form of a player's card holds; the key is the player's id.
    form: defineComponent({
      acknowledge: 'reply',
      needs: ['moderation'],
      run: async ({ key, fields }, context) => {
        const text = (name: string) => (fields[name] ?? '').trim() || undefined;
        const input = {
          player: key,
          reason: text('reason'),
          duration: text('duration'),
          note: text('note'),
          evidence: text('evidence'),
          scope: 'organization' as const,
        };
        const { reason, duration, note, evidence } = input;
        const preview = await keepingText([reason, duration, note, evidence], () =>
          context.moderation.drafts.ban(input, orderOf(context)),
        );
        return banPreview(preview, context.now());
      },
    }),
  },
});
