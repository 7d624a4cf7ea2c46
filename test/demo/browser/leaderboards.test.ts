import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, RoleName } from './channel.ts';
import { skipsBrowserTests } from './chromium.ts';
import { BrowserDemo } from './harness.ts';

// Run in the page, whose types this program does not have: lines that the table has, and lines that it takes.
const LINES_OF_TABLE = `(() => {
  const table = document.querySelector('[role=log] pre code');
  const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(table);
  const height = table.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  return [table.textContent.split('\\n').length, Math.round(height / parseFloat(lineHeight))];
})()`;

describe.skipIf(skipsBrowserTests())('What posts itself on the page', () => {
  let demo: BrowserDemo;
  beforeAll(async () => {
    demo = await BrowserDemo.start();
  });
  afterAll(() => demo?.stop());

  async function openPosts(role: RoleName): Promise<Channel> {
    const window = await demo.open();
    await window.become(role);
    await window.look('scheduled-posts');
    return window;
  }

  const post = (window: Channel, title: string): Locator =>
    window.messages.filter({ hasText: title }).first();
  const kdr = (window: Channel): Locator => post(window, '🏆 Top K/D');

  /** Presses a button, and gives the answer that stands below. */
  async function pressed(window: Channel, message: Locator, label: string): Promise<Locator> {
    const before = await window.messages.evaluateAll((all) =>
      all.map((each) => each.getAttribute('data-message')),
    );
    await window.button(message, label).click();
    return await window.answerAfter(before);
  }

  it('is a board with movement, a digest and the servers, for everybody, and nothing beside', async () => {
    for (const role of ['member', 'admin'] as const) {
      const window = await openPosts(role);
      expect(await window.messages.count()).toBe(3);
      const board = await kdr(window).innerText();
      expect(board).toMatch(/▲\d+/u);
      expect(board).toMatch(/▼\d+/u);
      expect(board).toContain('kills/deaths');
      expect(board).toMatch(/▲▼ since/u);
      const digest = await post(window, '📰 The week').innerText();
      expect(digest).toContain('Rose most');
      expect(digest).toContain('Added most');
      expect(digest).toContain('different players');
      const servers = await post(window, '🛩️ DCS World').innerText();
      expect(servers).toContain('Snow Ridge | PvP Caucasus');
      expect(servers).toContain('🎮 Game servers');
      await window.close();
    }
  });

  it('keeps each place of the board on its lines on a phone', async () => {
    const window = await demo.open({ viewport: { width: 390, height: 844 } });
    await window.page.getByRole('button', { name: 'Channels, people and faults' }).click();
    await window.look('scheduled-posts');
    await kdr(window).locator('pre').waitFor();
    const [written, shown] = await window.page.evaluate<readonly number[]>(LINES_OF_TABLE);
    expect(written).toBe(22);
    expect(shown).toBe(written);
    await window.close();
  });

  it('tells a member who is linked to no pilot how to be found, and only them', async () => {
    const member = await openPosts('member');
    const answer = await pressed(member, kdr(member), '📍 Where am I?');
    expect(await answer.innerText()).toContain('/linkme');
    expect(await answer.getAttribute('data-ephemeral')).not.toBeNull();
    await member.close();
  });

  it.each(['moderator', 'admin'] as const)('tells the %s, who is linked, the own place', async (role) => {
    const window = await openPosts(role);
    const answer = await pressed(window, kdr(window), '📍 Where am I?');
    expect(await answer.innerText()).toMatch(/You are #\d+/);
    expect(await answer.innerText()).toContain('K/D');
    await window.close();
  });

  it('leads to all places, page by page, in an answer for the asker alone', async () => {
    const window = await openPosts('member');
    const board = timeless(await kdr(window).innerText());
    const answer = await pressed(window, kdr(window), '📄 All places');
    await window.button(answer, '▶').click();
    await answer.getByText('Places 11–20').waitFor();
    expect(await answer.getAttribute('data-ephemeral')).not.toBeNull();
    await window.button(answer, '◀').click();
    await answer.getByText('Top 10').waitFor();
    expect(timeless(await kdr(window).innerText())).toBe(board);
    await window.close();
  });

  it('is added by an admin at the keyboard, with a channel and a role, and is in the list then', async () => {
    const window = await openPosts('admin');
    await window.look('general');
    const added = await window.ask(
      '/leaderboard schedule add board:Top kills: Kills, whatever it cost channel:#general when:daily 18:00 timezone:Europe/Berlin mode:Post: a new message each time mention:@Pilots',
    );
    expect(await added.innerText()).toContain('✅ Schedule added');
    const list = await window.ask('/leaderboard schedule list');
    const text = await list.innerText();
    expect(text).toContain('3 in all');
    expect(text).toContain('Top kills · all time');
    expect(text).toMatch(/general · daily 18:00 · Europe\/Berlin/);
    expect(text).toMatch(/Posts anew, mentions @?Pilots/);
    await window.close();
  });
});

/** Without what the clock changes while one looks: `8 seconds ago`. */
function timeless(text: string): string {
  return text.replaceAll(/(?:in )?\d+ (?:second|minute)s?(?: ago)?/gu, '');
}
