import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from './channel.ts';
import { skipsBrowserTests } from './chromium.ts';
import { BrowserDemo } from './harness.ts';

describe.skipIf(skipsBrowserTests())('Faults at a click', () => {
  let demo: BrowserDemo;
  let window: Channel;
  beforeAll(async () => {
    demo = await BrowserDemo.start();
    window = await demo.open();
  });
  afterAll(() => demo?.stop());

  it('show the servers of the one API while the other one is down', { timeout: 60_000 }, async () => {
    await window.break('battlemetrics-down');
    const shown = async (): Promise<string> => (await window.ask('/servers')).innerText();
    // What the bot read for the board of the servers is new enough for half a minute.
    await expect.poll(shown, { timeout: 45_000, interval: 3_000 }).toContain('⚠️');
    expect(await shown()).toContain('Snow Ridge | PvP Caucasus');
    await window.break('battlemetrics-down', false);
  });

  it('show no page of a proxy when DCSServerBot answers HTML', async () => {
    await window.break('dcsserverbot-html');
    const answer = await window.ask('/stats player:Copperhead');
    expect(await answer.innerText()).toContain('DCSServerBot');
    expect(await answer.innerText()).not.toMatch(/<html|bad gateway/i);
    await window.break('dcsserverbot-html', false);
    const mended = await window.ask('/stats player:Copperhead');
    expect(await mended.locator('[data-field]').count()).toBeGreaterThan(3);
  });

  it('are on for one fault of an API alone, in every window', async () => {
    const other = await demo.open();
    await window.break('dcsserverbot-down');
    await other.page.locator('[data-fault=dcsserverbot-down]:checked').waitFor();
    await other.break('dcsserverbot-slow');
    await window.page.locator('[data-fault=dcsserverbot-down]:not(:checked)').waitFor();
    await other.break('dcsserverbot-slow', false);
    await other.close();
  });

  it('show that the bot tells who asks when BattleMetrics answers 429', async () => {
    await window.break('battlemetrics-429');
    const answer = await window.ask('/flag list player:1200004293');
    expect(await answer.innerText()).toMatch(/BattleMetrics limits how often it may be asked: about \d+ s/);
  });
});
