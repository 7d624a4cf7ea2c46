import type { z } from 'zod';
import { type Component, defineComponent } from '../../src/discord/command.ts';
import type { Context } from '../../src/discord/context.ts';
import { pageButtons, parsePageKey } from '../../src/discord/paging.ts';
import type { Message } from '../../src/message/message.ts';
import { UserError } from '../../src/message/user-error.ts';

/** One page of a list, without its page buttons. */
export interface ListPage {
  readonly message: Message;
  /** The page that is shown, from 0: a list may have become shorter. */
  readonly page: number;
  readonly pages: number;
}

/** A list with pages that belongs to whoever asked for it. */
export interface ListPages<Q> {
  first(query: Q, context: Context<'moderation'>): Promise<Message>;
  /** Turns the pages; registered as `page`. */
  readonly component: Component;
}

interface ListOptions<Q> {
  readonly command: string;
  /** What must be remembered to read the list anew for another page. */
  readonly query: z.ZodType<Q>;
  readonly show: (query: Q, page: number, context: Context<'moderation'>) => Promise<ListPage>;
}

const REMEMBERED_MS = 60 * 60_000;

/** Pages of a list that is read anew for each page; what was asked for is kept in the store for an hour. */
export function listPages<Q>({ command, query: schema, show }: ListOptions<Q>): ListPages<Q> {
  const reply = async (query: Q, wanted: number, context: Context<'moderation'>, known?: string) => {
    const { message, page, pages } = await show(query, wanted, context);
    if (pages <= 1) return message;
    const { store, asker } = context;
    const state =
      known ??
      (await store.savedStates.save({ command, ownerId: asker.userId, data: query, ttlMs: REMEMBERED_MS }));
    const buttons = pageButtons({ command, action: 'page', state }, { index: page, count: pages });
    return { ...message, components: [...(message.components ?? []), ...buttons] };
  };
  return {
    first: (query, context) => reply(query, 0, context),
    component: defineComponent({
      acknowledge: 'update',
      needs: ['moderation'],
      run: async ({ key }, context) => {
        const link = parsePageKey(key);
        const saved = await context.store.savedStates.load(command, link?.state ?? '');
        const query = schema.safeParse(saved?.data);
        if (link === undefined || saved?.ownerId !== context.asker.userId || !query.success) {
          throw new UserError('list-over', 'This list is too old to turn its pages. Use the command anew.');
        }
        return reply(query.data, link.index, context, link.state);
      },
    }),
  };
}
