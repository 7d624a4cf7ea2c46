import { pino } from 'pino';
import { expect, it } from 'vitest';
import { loadConfig } from '../config/env.ts';
import { createApis } from '../src/apis.ts';
import { serve } from './http/http-server.ts';

it('closing the APIs does not wait for a server that never answers, so that what is closed after them is closed in time', async () => {
  let asked: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const url = await serve(() => asked());
  const config = loadConfig({
    DISCORD_TOKEN: 'token',
    DISCORD_APPLICATION_ID: '1180000000000000001',
    DISCORD_GUILD_ID: '1180000000000000001',
    BATTLEMETRICS_URL: url.href,
    BATTLEMETRICS_TOKEN: 'token',
    BATTLEMETRICS_ORGANIZATION_ID: '1',
  });
  const apis = createApis({ config, now: Date.now, log: pino({ level: 'silent' }) });
  const call = { class: 'person' } as const;
  const outcomes = Promise.allSettled([
    apis.battlemetrics?.servers.list({}, call),
    apis.battlemetrics?.players.list({}, call),
  ]);
  await arrived;
  const start = performance.now();
  await apis.close();
  // The bot has ten seconds for everything, six of which belong to the commands in flight.
  expect(performance.now() - start).toBeLessThan(3_500);
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
