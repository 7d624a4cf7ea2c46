import { z } from 'zod';
import { defineAction, defineCommandGroup } from '../src/discord/command.ts';
import { UserError } from '../src/message/user-error.ts';
import { BAN_FORMATS } from '../src/moderation/bans/ban-exports.ts';
import { readListFile } from '../src/moderation/bans/import/list-file.ts';
import { isBlank } from '../src/render/escape.ts';
import { banDetails } from '../src/render/moderation/ban-details.ts';
import { banExport } from '../src/render/moderation/ban-export.ts';
import { banListMessage } from '../src/render/moderation/ban-list.ts';
import { importPreview } from '../src/render/moderation/import-preview.ts';
import { adminActionButtons } from './moderation/action-buttons.ts';
import { orderOf } from './moderation/asker.ts';
import { ban } from './moderation/ban-option.ts';
import { BAN_DURATIONS, banScope } from './moderation/ban-options.ts';
import { completeDuration, completeOwnServer, completePlayer } from './moderation/completion.ts';
import { listPages } from './moderation/list-pages.ts';

const NAME = 'bans';
/** A list of bans is text; a larger file is none. Bytes. */
const LARGEST_FILE = 1024 * 1024;

const QuerySchema = z.object({
  state: z.enum(['active', 'expired', 'all']),
  player: z.string().optional(),
  server: z.string().optional(),
  search: z.string().optional(),
});

const pages = listPages({
  command: NAME,
  query: QuerySchema,
  show: async ({ player, server, ...filter }, page, { moderation, call, now }) => {
    const [found, place] = await Promise.all([
      player === undefined ? undefined : moderation.players.resolve(player, call),
      server === undefined ? undefined : moderation.servers.resolve(server, call),
    ]);
    const whose = found === undefined ? {} : found.known ? { player: found.id } : { search: found.steamId };
    const where = place === undefined ? {} : { server: place.id };
    const view = await moderation.bans.list({ ...filter, ...whose, ...where }, call);
    return banListMessage(view, page, now());
  },
});

const state = {
  type: 'string',
  description: 'Which bans (default: those that hold now)',
  choices: [
    { name: 'Active', value: 'active' },
    { name: 'Expired', value: 'expired' },
    { name: 'All', value: 'all' },
  ],
} as const;

/** `/bans list|search|show|export|import` – the organization's bans. */
export const bans = defineCommandGroup({
  name: NAME,
  description: 'The bans of the organization on BattleMetrics',
  access: 'moderator',
  writes: true,
  subcommands: {
    list: defineAction({
      description: 'Show bans, the latest first',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        state,
        player: {
          type: 'string',
          description: 'Of one player: name (pick from the list), player id, or Steam ID',
          maxLength: 100,
          autocomplete: completePlayer,
        },
        server: {
          type: 'string',
          description: 'Made on one server',
          maxLength: 100,
          autocomplete: completeOwnServer,
        },
      },
      run: ({ state: which = 'active', ...input }, context) =>
        pages.first({ state: which, ...input }, context),
    }),
    search: defineAction({
      description: 'Search bans by name, reason, uid or identifier',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        text: { type: 'string', description: 'What to search for', required: true, maxLength: 100 },
        state,
      },
      run: async ({ state: which = 'all', text }, context) => {
        if (isBlank(text)) {
          throw new UserError(
            'ban-search-empty',
            'Type what to search for: a part of a name or reason, a uid, or an identifier. `/bans list` shows all bans.',
          );
        }
        return pages.first({ state: which, search: text.trim() }, context);
      },
    }),
    show: defineAction({
      description: 'Show one ban with everything that is known of it',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        ban: {
          ...ban,
          description: 'Type a part of the name and pick from the list, or give its id or uid',
        },
      },
      run: async ({ ban }, { moderation, call, now }) =>
        banDetails(await moderation.bans.show(ban, call), now()),
    }),
    export: defineAction({
      description: "All bans as a file in a game's own format",
      access: 'admin',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        format: {
          type: 'string',
          description: 'For which game; each format holds only some kinds of identifiers',
          required: true,
          choices: BAN_FORMATS.map(({ format, holds }) => ({ name: `${format} (${holds})`, value: format })),
        },
        server: {
          type: 'string',
          description: 'Bans of one server (default: of the organization)',
          maxLength: 100,
          autocomplete: completeOwnServer,
        },
      },
      run: async (input, { moderation, call }) => banExport(await moderation.exports.export(input, call)),
    }),
    import: defineAction({
      description: 'Ban everybody on a list; shows what would happen, then asks',
      access: 'admin',
      visibility: 'ephemeral',
      needs: ['moderation'],
      options: {
        file: {
          type: 'attachment',
          description: "A ban list: one of a game's formats, CSV or JSON; 1 MB and 1,000 bans at most",
          required: true,
        },
        reason: { type: 'string', description: 'For entries that have none; players see it', maxLength: 255 },
        duration: {
          type: 'string',
          description: 'For entries that have none: 7d, 1mo, or perm',
          maxLength: 40,
          autocomplete: completeDuration(BAN_DURATIONS),
        },
        ...banScope,
      },
      run: async ({ file, scope = 'organization', ...options }, context) => {
        const { moderation, attachments } = context;
        const text = readListFile(await attachments.read(file, LARGEST_FILE));
        return importPreview(
          await moderation.imports.preview(
            { name: file.name, text },
            { ...options, scope },
            orderOf(context),
          ),
        );
      },
    }),
  },
  components: { ...adminActionButtons('bans'), page: pages.component },
});
