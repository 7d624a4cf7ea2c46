import { MINUTE } from './posting.ts';
import type { Scene } from './scene.ts';

/** Lets a minute go by, in which missions run on, and waits until the bot has looked at the servers and done what follows. */
export async function look(scene: Scene): Promise<void> {
  const { bot, dcs } = scene;
  await seen(scene, 1);
  for (const { status, mission } of dcs.world.servers) {
    if (status === 'Running' && mission !== undefined) mission.uptime += MINUTE / 1_000;
  }
  const before = looks(bot);
  await scene.forward(MINUTE);
  await seen(scene, before + 1);
}

/** The bot waits a minute after each of its looks. */
const looks = ({ logs }: Scene['bot']): number =>
  logs.filter(({ msg, ms }) => msg === 'waits' && ms === MINUTE).length;

async function seen({ bot }: Scene, count: number): Promise<void> {
  await bot.log(() => looks(bot) >= count);
}

/** How many players the first DCS server has. */
export function setPlayers({ dcs }: Scene, count: number): void {
  const [first] = dcs.world.servers;
  if (first?.mission === undefined) throw new Error('the first server has no mission');
  // Each version counts them in its own way.
  first.mission.slots = { blue: 40, blueUsed: count, red: 38, redUsed: 0 };
  for (const [index, pilot] of dcs.world.pilots.entries()) {
    if (index < count) pilot.online = first.name;
    else delete pilot.online;
  }
}
