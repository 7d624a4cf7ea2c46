import type { Command } from '../src/discord/command.ts';
import { ban } from './ban.ts';
import { board } from './board.ts';
import { flag } from './flag.ts';
import { help } from './help.ts';
import { leaderboard } from './leaderboard.ts';
import { linkme } from './linkme.ts';
import { notify } from './notify.ts';
import { ping } from './ping.ts';
import { privacy } from './privacy.ts';
import { servers } from './servers.ts';
import { stats } from './stats.ts';
import { topkdr } from './topkdr.ts';
import { unban } from './unban.ts';

/** Every command there is. Registration, router and help read this list and no other. */
export const COMMANDS: readonly Command[] = [
  stats,
  topkdr,
  leaderboard,
  servers,
  linkme,
  notify,
  privacy,
  ban,
  unban,
  flag,
  board,
  help,
  ping,
];
