import type { Command } from '../src/discord/command.ts';
import { ban } from './ban.ts';
import { flag } from './flag.ts';
import { help } from './help.ts';
import { linkme } from './linkme.ts';
import { ping } from './ping.ts';
import { servers } from './servers.ts';
import { stats } from './stats.ts';
import { topkdr } from './topkdr.ts';
import { unban } from './unban.ts';

/** Every command there is. Registration, router and help read this list and no other. */
export const COMMANDS: readonly Command[] = [stats, topkdr, servers, linkme, ban, unban, flag, help, ping];
