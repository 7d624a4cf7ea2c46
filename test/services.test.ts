import { expect, it, onTestFinished } from 'vitest';
import { createDcsServerBot } from '../src/dcsserverbot/client.ts';
import { startDcsServerBotSimulator } from '../src/demo/dcsserverbot/simulator.ts';
import { ResponseCache } from '../src/http/response-cache.ts';
import { createServices } from '../src/services.ts';
import { configFor } from './discord/harness.ts';
import { transportTo } from './http/http-server.ts';
import { openTestStore, silent } from './store/open.ts';
import { Discord, textOf } from './watch/discord.ts';

const HOUR = 3_600_000;
const CHANNEL = '400000000000000001';
const AUDIT = '400000000000000002';

it('tells the admins each time that a server board comes to rest, and once each time', async () => {
  let time = Date.parse('2026-11-22T09:00:00Z');
  const now = () => time;
  const simulator = await startDcsServerBotSimulator({ version: 'current', now });
  onTestFinished(() => simulator.close());
  const discord = new Discord(now);
  const { services } = createServices({
    config: configFor('http://127.0.0.1', {
      access: { moderatorRoleIds: [], adminRoleIds: [], auditChannelId: AUDIT },
    }),
    apis: {
      dcs: createDcsServerBot({
        transport: transportTo(new URL(simulator.url), { api: 'DCSServerBot' }),
        cache: new ResponseCache({ now, maxEntries: 100 }),
        now,
        log: silent,
      }),
      close: async () => undefined,
    },
    store: await openTestStore(undefined, now),
    posts: discord,
    channels: {
      check: async () => ({ kind: 'ok' }),
      canPing: async () => true,
      isMember: async () => true,
      sees: async () => true,
      nameOf: () => undefined,
    },
    levelOf: async () => 'moderator',
    fileSchedules: [],
    banPresets: [],
    mayWrite: async () => true,
    now,
    log: silent,
  });
  const { watch } = services;
  const restWhen = async (status: string) => {
    discord.goneChannels.add(CHANNEL);
    for (const server of simulator.world.servers) server.status = status;
    for (let looks = 0; looks < 3; looks += 1) {
      time += HOUR;
      await watch?.poll();
    }
  };
  await watch?.poll();
  await watch?.statusBoards.add(CHANNEL, '1');
  await restWhen('Paused');
  expect(discord.in(AUDIT)).toHaveLength(1);
  expect(textOf(discord.in(AUDIT)[0]?.message)).toContain(`<#${CHANNEL}> rests`);
  discord.goneChannels.delete(CHANNEL);
  await watch?.statusBoards.add(CHANNEL, '1');
  await restWhen('Running');
  expect(discord.in(AUDIT)).toHaveLength(2);
});
