import { z } from 'zod';
import { defineAction, defineCommandGroup } from '../src/discord/command.ts';
import type { Context } from '../src/discord/context.ts';
import { isSteamId } from '../src/moderation/bans/ban-rules.ts';
import { auditExport, auditSearchMessage } from '../src/render/moderation/audit-search.ts';
import { ACTION_KINDS, type ActionKind } from '../src/store/moderation-request.ts';
import { completePlayer } from './moderation/completion.ts';
import { listPages } from './moderation/list-pages.ts';

const NAME = 'audit';

/** What a moderator may look for, in the words of the commands. */
const ACTIONS = {
  bans: ['ban', 'unban', 'ban-edit', 'ban-import', 'exemption-add', 'exemption-remove'],
  flags: ['flag-add', 'flag-remove'],
  'flag definitions': ['flag-create', 'flag-edit', 'flag-delete'],
  notes: ['note-add', 'note-edit', 'note-delete'],
  slots: ['slot-add', 'slot-remove'],
  console: ['rcon'],
} as const satisfies Record<string, readonly ActionKind[]>;

const criteria = {
  moderator: { type: 'user', description: 'Who did it' },
  player: {
    type: 'string',
    description: 'To whom: a part of the name, BattleMetrics player id, or Steam ID',
    maxLength: 100,
    autocomplete: completePlayer,
  },
  action: {
    type: 'string',
    description: 'What was done',
    choices: [
      { name: 'Bans, unbans, edits, imports, exemptions', value: 'bans' },
      { name: 'Flags on players', value: 'flags' },
      { name: 'Definitions of flags', value: 'flag definitions' },
      { name: 'Notes', value: 'notes' },
      { name: 'Reserved slots', value: 'slots' },
      { name: 'Console commands', value: 'console' },
    ],
  },
  from: {
    type: 'string',
    description: 'Since when: 7d, 12h, or 2026-11-01, or 2026-11-01 18:00',
    maxLength: 40,
  },
  until: { type: 'string', description: 'Until when: 1d, or 2026-11-30 23:59', maxLength: 40 },
} as const;

const QuerySchema = z.object({
  moderatorId: z.string().optional(),
  player: z.string().optional(),
  kinds: z.array(z.enum(ACTION_KINDS)).optional(),
  from: z.string().optional(),
  until: z.string().optional(),
});

const pages = listPages({
  command: NAME,
  query: QuerySchema,
  show: async (query, page, { moderation }) => {
    const found = await moderation.records.search(query, page);
    return { message: auditSearchMessage(found), page: found.page, pages: found.pages };
  },
});

/** `/audit search|export` – who did what with this bot, to whom, when and why. */
export const audit = defineCommandGroup({
  name: NAME,
  description: 'What was done with this bot on BattleMetrics: who, what, to whom, when and why',
  access: 'moderator',
  writes: true,
  subcommands: {
    search: defineAction({
      description: 'Search the record; all that is given must fit',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: criteria,
      run: async (input, context) => pages.first(await queryOf(input, context), context),
    }),
    export: defineAction({
      description: 'The record as a CSV file; all that is given must fit',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: criteria,
      run: async (input, context) =>
        auditExport(await context.moderation.records.csv(await queryOf(input, context))),
    }),
  },
  components: { page: pages.component },
});

async function queryOf(
  input: {
    readonly moderator: string | undefined;
    readonly player: string | undefined;
    readonly action: keyof typeof ACTIONS | undefined;
    readonly from: string | undefined;
    readonly until: string | undefined;
  },
  context: Context<'moderation'>,
): Promise<z.infer<typeof QuerySchema>> {
  const { moderator, player, action, from, until } = input;
  return {
    moderatorId: moderator,
    player: player === undefined ? undefined : await recordedAs(player, context),
    kinds: action === undefined ? undefined : [...ACTIONS[action]],
    from,
    until,
  };
}

/** The record names players by their ids, and by a Steam ID alone whom BattleMetrics did not know. */
async function recordedAs(player: string, { moderation, call }: Context<'moderation'>): Promise<string> {
  if (!isSteamId(player.trim())) return player;
  const found = await moderation.players.resolve(player, call);
  return found.known ? found.id : found.steamId;
}
