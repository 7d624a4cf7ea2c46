import { defineCommand } from '../src/discord/command.ts';
import { renderRanking } from '../src/render/ranking.ts';

/** `/topkdr` – the best pilots by K/D. */
export const topkdr = defineCommand({
  name: 'topkdr',
  description: 'Show the pilots with the best K/D',
  access: 'everyone',
  visibility: 'public',
  needs: ['dcs'],
  options: {},
  run: async (_, { dcs, call }) => renderRanking(await dcs.ranking('kdr', call)),
});
