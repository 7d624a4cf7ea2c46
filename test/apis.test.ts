import type { RequestListener } from 'node:http';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { loadConfig } from '../config/env.ts';
import { createApis } from '../src/apis.ts';
import { serve } from './http/http-server.ts';

const PERSON = { class: 'person' } as const;

/** The APIs of a bot that has BattleMetrics alone. */
async function apisTo(listener: RequestListener) {
  const url = await serve(listener);
  const config = loadConfig({
    DISCORD_TOKEN: 'token',
    DISCORD_APPLICATION_ID: '1180000000000000001',
    DISCORD_GUILD_ID: '1180000000000000001',
    BATTLEMETRICS_URL: url.href,
    BATTLEMETRICS_TOKEN: 'token',
    BATTLEMETRICS_ORGANIZATION_ID: '1',
  });
  return createApis({ config, now: Date.now, log: pino({ level: 'silent' }) });
}

it('closing the APIs does not wait for a server that never answers, so that what is closed after them is closed in time', async () => {
  let asked: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const apis = await apisTo(() => asked());
  const outcomes = Promise.allSettled([
    apis.battlemetrics?.servers.list({}, PERSON),
    apis.battlemetrics?.players.list({}, PERSON),
  ]);
  await arrived;
  const start = performance.now();
  await apis.close();
  // The bot has ten seconds for everything, six of which belong to the commands in flight.
  expect(performance.now() - start).toBeLessThan(3_500);
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

it('a call that the limiter let go is sent at once, however many others are not answered yet', async () => {
  const many = 44;
  const held: (() => void)[] = [];
  let probed = false;
  const apis = await apisTo((request, response) => {
    const id = /\d+/.exec(request.url ?? '')?.[0];
    const data = { type: 'server', id, attributes: { name: 'Example', status: 'online' } };
    const answer = () => response.end(JSON.stringify({ data }));
    if (!probed) {
      probed = true;
      answer();
      return;
    }
    held.push(answer);
    if (held.length === many) for (const release of held) release();
  });
  await apis.battlemetrics?.servers.get({ id: '1000' }, PERSON);
  const ids = Array.from({ length: many }, (_, index) => String(index + 1));
  const answers = await Promise.all(ids.map((id) => apis.battlemetrics?.servers.get({ id }, PERSON)));
  expect(answers.map((answer) => answer?.data.id)).toEqual(ids);
  await apis.close();
});
