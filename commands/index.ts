import type { Command } from '../src/discord/command.ts';
import { audit } from './audit.ts';
import { ban } from './ban.ts';
import { banEdit } from './ban-edit.ts';
import { bans } from './bans.ts';
import { board } from './board.ts';
import { exemption } from './exemption.ts';
import { flag } from './flag.ts';
import { flags } from './flags.ts';
import { help } from './help.ts';
import { leaderboard } from './leaderboard.ts';
import { linkme } from './linkme.ts';
import { note } from './note.ts';
import { notify } from './notify.ts';
import { ping } from './ping.ts';
import { player } from './player.ts';
import { privacy } from './privacy.ts';
import { rcon } from './rcon.ts';
import { servers } from './servers.ts';
import { slot } from './slot.ts';
import { stats } from './stats.ts';
import { topkdr } from './topkdr.ts';
import { unban } from './unban.ts';
import { watch } from './watch.ts';

/** Every command there is. Registration, router and help read this list and no other. */
export const COMMANDS: readonly Command[] = [
  stats,
  topkdr,
  leaderboard,
  servers,
  linkme,
  notify,
  privacy,
  player,
  ban,
  unban,
  banEdit,
  bans,
  exemption,
  flag,
  flags,
  note,
  watch,
  slot,
  rcon,
  audit,
  board,
  help,
  ping,
];
