import * as community from '../../src/demo/community.ts';
import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import type { OptionValues } from '../../src/demo/page/requests.ts';
import type { Store } from '../../src/store/store.ts';
import type { Actor } from './actor.ts';
import type { Known, Scene } from './scenes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Adds a schedule. @returns its id */
export async function schedule(actor: Actor, wish: OptionValues): Promise<string> {
  const added = await actor.ask('leaderboard schedule add', {
    channel: community.SCHEDULED_ID,
    when: 'daily 18:00',
    timezone: 'Europe/Berlin',
    ...wish,
  });
  const id = /`([A-Za-z0-9]{6})`/.exec(JSON.stringify(added))?.[1];
  if (id === undefined) throw new Error(`no schedule was added: ${JSON.stringify(added)}`);
  return id;
}

export async function run(actor: Actor, id: string): Promise<void> {
  await actor.ask('leaderboard schedule run', { schedule: id }, /✅/u);
}

/** Posts, lets people play, and posts again. */
async function twice(actor: Actor, wish: OptionValues, betweenMs: number): Promise<void> {
  const id = await schedule(actor, wish);
  await run(actor, id);
  actor.stage.live(betweenMs);
  await run(actor, id);
}

/** A digest with the one of the week before; the worlds begin with fewer people in their last week than they have then. */
async function secondDigest(actor: Actor, board: string): Promise<ShownMessage> {
  actor.stage.live(7 * DAY);
  await twice(actor, { ...DIGEST, board, mode: 'post' }, 7 * DAY);
  return await actor.posted(/What happened since/);
}

/** Waits for the post of a due time that the clock has gone past; another schedule lets the bot look. */
async function due(actor: Actor, until: RegExp): Promise<ShownMessage> {
  await schedule(actor, { board: 'credits', when: 'first of the month 09:00' });
  return await actor.posted(until);
}

/** As if the bot had looked at the servers each hour, for two weeks before and two after. */
async function rememberAttendance({ attendance }: Store, { dcs, battlemetrics, now }: Known): Promise<void> {
  const servers = [
    ...dcs.servers.map(({ name, maxPlayers }) => ({ api: 'dcs' as const, serverId: name, most: maxPlayers })),
    ...battlemetrics.servers.map(({ id }) => ({ api: 'battlemetrics' as const, serverId: id, most: 60 })),
  ];
  for (let at = now - 14 * DAY; at < now + 14 * DAY; at += HOUR) {
    const date = new Date(at);
    const evening = Math.max(0, 1 - Math.abs(date.getUTCHours() - 19) / 8);
    const weekend = [0, 5, 6].includes(date.getUTCDay()) ? 0.6 : 0.4;
    const players = (most: number): number => Math.round(most * evening * weekend);
    await attendance.note(
      at,
      servers.map(({ most, ...server }) => ({ ...server, players: players(most) })),
    );
  }
}

const KDR = { board: 'kdr' };
const DIGEST = { content: 'digest', board: 'kills', when: 'saturdays 21:00' };
const admin = { role: 'admin' } as const;

export const POST_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  'Leaderboards that post themselves': [
    {
      ...admin,
      name: 'board-post',
      alt: 'A leaderboard that was posted: places with movement since the post before, K/D, kills and deaths, how many kills overtake the place above, and when the next comes',
      play: async (actor) => {
        await twice(actor, KDR, 12 * HOUR);
        return await actor.posted(/▲▼ since/u);
      },
    },
    {
      ...admin,
      name: 'board-post-first',
      alt: 'The first post of a leaderboard: nothing to compare with yet',
      play: async (actor) => {
        await run(actor, await schedule(actor, KDR));
        return await actor.posted(/Top K/);
      },
    },
    {
      ...admin,
      name: 'board-post-kills',
      alt: 'A leaderboard by kills that was posted anew, and pings a role',
      play: async (actor) => {
        const wish = { board: 'kills', mode: 'post', mention: community.PILOT_ROLE_ID };
        await twice(actor, wish, 12 * HOUR);
        return await actor.posted(/▲▼ since/u);
      },
    },
    {
      ...admin,
      name: 'board-post-late',
      alt: 'A leaderboard that was posted late, for the bot was not running when it was due',
      play: async (actor) => {
        await schedule(actor, KDR);
        actor.stage.live(21 * HOUR + 40 * MINUTE);
        return await due(actor, /⏰/u);
      },
    },
    {
      ...admin,
      name: 'board-post-stale',
      alt: 'A leaderboard with the last known figures and their age, for DCSServerBot does not answer',
      play: async (actor) => {
        const id = await schedule(actor, KDR);
        await run(actor, id);
        actor.stage.live(21 * HOUR);
        actor.stage.dcs.faults.set('*', { kind: 'reset' });
        await run(actor, id);
        return await actor.posted(/⚠️/u);
      },
    },
    {
      ...admin,
      name: 'board-post-empty',
      alt: 'A leaderboard on which nobody is yet',
      play: async (actor) => {
        actor.stage.dcs.world.pilots.splice(0);
        await run(actor, await schedule(actor, KDR));
        return await actor.posted(/Nobody/);
      },
    },
    {
      ...admin,
      name: 'board-post-all-places',
      alt: 'All places of a leaderboard, for the eyes of whoever pressed the button',
      play: async (actor) => {
        await run(actor, await schedule(actor, KDR));
        return await actor.pressForAnswer(await actor.posted(/Top K/), '📄 All places');
      },
    },
  ],
  'Weekly digest': [
    {
      ...admin,
      name: 'digest',
      alt: 'The digest of a week: the top, who rose and who added most, newcomers, the busiest hour, the favourite module, attendance against the week before',
      remembers: rememberAttendance,
      play: (actor) => secondDigest(actor, 'kills'),
    },
    {
      ...admin,
      name: 'digest-first',
      alt: 'The first digest: from the next one on it tells who rose and who is new',
      play: async (actor) => {
        await run(actor, await schedule(actor, DIGEST));
        return await actor.posted(/first digest/);
      },
    },
    {
      ...admin,
      name: 'digest-kdr',
      alt: 'The digest of a week about the ranking by K/D',
      remembers: rememberAttendance,
      play: (actor) => secondDigest(actor, 'kdr'),
    },
    {
      ...admin,
      name: 'digest-mid-2025',
      version: 'documented',
      alt: 'The digest of a week from the DCSServerBot of mid 2025, with the attendance that Squawk counted itself',
      remembers: rememberAttendance,
      play: (actor) => secondDigest(actor, 'kills'),
    },
  ],
};
