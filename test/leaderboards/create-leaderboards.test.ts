import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ConfigError } from '../../config/config-error.ts';
import type { FileSchedule } from '../../config/schedules-file.ts';
import { createDcsServerBot } from '../../src/dcsserverbot/client.ts';
import { startDcsServerBotSimulator } from '../../src/demo/dcsserverbot/simulator.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import { createTransport } from '../../src/http/undici-transport.ts';
import { createAdminNotices } from '../../src/leaderboards/admin-notice.ts';
import { createLeaderboards } from '../../src/leaderboards/create-leaderboards.ts';
import { openTestStore, silent } from '../store/open.ts';
import { communityOf, NOW } from './community.ts';
import { type Fate, StrictDiscord } from './schedules/strict-discord.ts';

const CHANNEL = '1180000000000000001';
const DAY = 86_400_000;
const ENTRY: FileSchedule = {
  id: 'daily-kdr',
  board: 'kdr',
  channel: CHANNEL,
  when: 'daily 18:00',
  minimum: 0,
};

/** Everything real but Discord: the API's simulator, the database, the boards and the engine. */
async function startScene() {
  let clock = NOW;
  const now = () => clock;
  const store = await openTestStore(undefined, now);
  const pilots = ['Ada', 'Bob', 'Cleo'].map((name, index) => ({ name, kills: 30 - index, deaths: 3 }));
  const simulator = await startDcsServerBotSimulator({ version: 'current', world: communityOf(pilots), now });
  const transport = createTransport({ api: 'DCSServerBot', baseUrl: new URL(simulator.url), headers: {} });
  onTestFinished(async () => {
    await transport.close();
    await simulator.close();
  });
  const cache = new ResponseCache({ now, maxEntries: 1_000 });
  const dcs = createDcsServerBot({ transport, cache, now, log: silent });
  const fates: Fate[] = [];
  const discord = new StrictDiscord(now, (call) => (call === 'send' ? (fates.shift() ?? 'well') : 'well'));
  const create = (fileSchedules: readonly FileSchedule[]) => {
    const leaderboards = createLeaderboards({
      dcs,
      battlemetrics: undefined,
      store,
      posts: discord,
      channels: {
        check: async () => ({ kind: 'ok' }),
        canPing: async () => true,
        isMember: async () => true,
        sees: async () => true,
        nameOf: () => undefined,
      },
      notices: createAdminNotices({ posts: discord, channelId: 'audit', now, log: silent }),
      timezone: 'UTC',
      fileSchedules,
      now,
      log: silent,
      mayWrite: async () => true,
    });
    onTestFinished(() => leaderboards.stop());
    return leaderboards;
  };
  return {
    create,
    discord,
    fates,
    store,
    advance: (ms: number) => {
      clock += ms;
    },
  };
}

describe('the leaderboards', () => {
  it('post the schedules of the file, and find a post whose answer was lost by its buttons', async () => {
    const { create, discord, fates, store, advance } = await startScene();
    const first = create([ENTRY]);
    await first.start();
    await first.stop();
    advance(DAY);
    fates.push('done-but-lost');
    const second = create([ENTRY]);
    await second.start();
    await vi.waitFor(() => expect(discord.calls).toContain('send'));
    await second.stop();
    // Long after Discord has forgotten the nonce.
    advance(60 * 60_000);
    const third = create([ENTRY]);
    await third.start();
    await vi.waitFor(async () => expect((await store.occurrences.latest('daily-kdr'))?.state).toBe('posted'));
    expect(discord.messages).toHaveLength(1);
    expect(JSON.stringify(discord.messages[0]?.message)).toContain('Ada');
  });

  it('let an admin schedule, preview and run a board', async () => {
    const { create, discord } = await startScene();
    const leaderboards = create([]);
    await leaderboards.start();
    const call = { class: 'moderator' } as const;
    const wish = {
      kind: 'board',
      board: 'kills',
      channelId: CHANNEL,
      when: 'mondays 09:00',
      minimum: 0,
    } as const;
    const { schedule } = await leaderboards.schedules.add(wish, '1', call);
    expect(JSON.stringify(await leaderboards.schedules.preview(schedule.id, call))).toContain('Ada');
    expect(discord.messages).toEqual([]);
    const { messageId } = await leaderboards.schedules.run(schedule.id, call);
    expect(discord.messages.map(({ id }) => id)).toEqual([messageId]);
    const digest = await leaderboards.schedules.add({ ...wish, kind: 'digest' }, '1', call);
    expect((await leaderboards.schedules.preview(digest.schedule.id, call)).embeds).not.toEqual([]);
  });

  it('do not begin with a file that is wrong', async () => {
    const { create } = await startScene();
    expect(() => create([{ ...ENTRY, when: 'at teatime' }])).toThrow(ConfigError);
  });
});
