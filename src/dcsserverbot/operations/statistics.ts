import { boards } from './boards.ts';
import { landings } from './landings.ts';
import { players } from './players.ts';

/** Numbers of players, rankings and carrier landings. */
export const statistics = { ...boards, ...players, ...landings };
