import { defineAction, defineComponent } from '../../src/discord/command.ts';
import type { Context } from '../../src/discord/context.ts';
import { parsePageKey } from '../../src/discord/paging.ts';
import type { Message } from '../../src/message/message.ts';
import { UserError } from '../../src/message/user-error.ts';
import { renderBoardPage } from '../../src/render/board-page.ts';
import { renderOwnPlace } from '../../src/render/own-place.ts';
import { BOARD_PERIODS, type BoardSpec } from '../../src/store/board.ts';
import { board, boardDetails } from './options.ts';

/** `/leaderboard show board: …` – a board, whenever somebody wants to see one. */
export const show = defineAction({
  description: 'Show a leaderboard',
  access: 'everyone',
  visibility: 'public',
  needs: ['leaderboards'],
  options: { board: { ...board, required: true }, ...boardDetails },
  run: async (wish, context) => page(await context.leaderboards.specOf(wish, context.call), 0, context),
});

/** The buttons and menus of boards; those on posts answer beside them, for the post is everybody's. */
export const boardComponents = {
  where: defineComponent({
    acknowledge: 'reply',
    needs: ['leaderboards'],
    run: async ({ key }, context) => {
      const spec = await specOf(key, context);
      return renderOwnPlace(await context.leaderboards.ownPlace(spec, context.asker.userId, context.call));
    },
  }),
  all: defineComponent({
    acknowledge: 'reply',
    needs: ['leaderboards'],
    run: async ({ key }, context) => page(await specOf(key, context), 0, context),
  }),
  period: defineComponent({
    acknowledge: 'reply',
    needs: ['leaderboards'],
    run: async ({ key, values }, context) => page(await otherPeriod(key, values, context), 0, context),
  }),
  page: defineComponent({
    acknowledge: 'update',
    needs: ['leaderboards'],
    run: async ({ key }, context) => {
      const { state, index } = parsePageKey(key) ?? { state: '', index: 0 };
      return page(await specOf(state, context), index, context);
    },
  }),
  again: defineComponent({
    acknowledge: 'update',
    needs: ['leaderboards'],
    run: async ({ key, values }, context) => page(await otherPeriod(key, values, context), 0, context),
  }),
};

async function page(
  spec: BoardSpec,
  index: number,
  { leaderboards, call }: Context<'leaderboards'>,
): Promise<Message> {
  const shown = await leaderboards.read(spec, call, index);
  return renderBoardPage({ board: shown, page: index, links: await leaderboards.links(shown, call) });
}

/** The spec behind a button: its key begins with the id of the view; on posts the occurrence follows. */
async function specOf(key: string, { store }: Context): Promise<BoardSpec> {
  const [viewId = ''] = key.split('.');
  const spec = await store.boardViews.get(viewId);
  if (spec !== undefined) return spec;
  throw new UserError(
    'leaderboard-view-unknown',
    'This board comes from another database of the bot. Use `/leaderboard show` instead.',
  );
}

async function otherPeriod(key: string, values: readonly string[], context: Context): Promise<BoardSpec> {
  const spec = await specOf(key, context);
  const period = BOARD_PERIODS.find((known) => known === values[0]);
  if (period === undefined) {
    throw new UserError('leaderboard-period-unknown', 'No period was picked. Pick one from the menu.');
  }
  return { ...spec, period };
}
