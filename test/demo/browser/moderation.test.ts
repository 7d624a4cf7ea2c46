import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from './channel.ts';
import { skipsBrowserTests } from './chromium.ts';
import { BrowserDemo } from './harness.ts';

const BAN = '/ban player:1200004293 reason:Team killing duration:1d note:seen by two';

describe.skipIf(skipsBrowserTests())('Moderation on the page', () => {
  let demo: BrowserDemo;
  beforeAll(async () => {
    demo = await BrowserDemo.start();
  });
  afterAll(() => demo?.stop());

  async function openAsModerator(): Promise<Channel> {
    const window = await demo.open();
    await window.become('moderator');
    return window;
  }

  it('bans at the press of a button, and reports it in the audit channel for all to see', async () => {
    const moderator = await openAsModerator();
    const member = await demo.open();
    await member.become('member');
    const preview = await moderator.ask(BAN);
    expect(await preview.innerText()).toContain('Ban this player?');
    expect(await preview.innerText()).toContain('Team killing');
    await moderator.button(preview, 'Ban').click();
    await preview.getByText('✅ Banned').waitFor();
    expect(await moderator.button(preview, 'Ban').count()).toBe(0);

    await moderator.look('audit');
    await member.look('audit');
    for (const window of [moderator, member]) {
      await window.last.getByText('Team killing').waitFor();
      expect(await window.last.innerText()).toContain('Moderator');
    }
    await moderator.close();
    await member.close();
  });

  it('changes nothing when the question is answered by Cancel', async () => {
    const moderator = await openAsModerator();
    const preview = await moderator.ask(BAN.replace('1200004293', '1200006957'));
    await moderator.button(preview, 'Cancel').click();
    await preview.getByText('Nothing was changed').waitFor();
    await moderator.look('audit');
    // Others than this ban may be told there meanwhile: who is watched, and who was banned elsewhere.
    expect(await moderator.messages.filter({ hasText: '1200006957' }).count()).toBe(0);
    await moderator.close();
  });

  it('shows the same channel after a reload, and in a second window', async () => {
    const first = await openAsModerator();
    const shown = await first.ask('/servers');
    const id = await shown.getAttribute('data-message');
    const ids = () =>
      first.messages.evaluateAll((all) => all.map((each) => each.getAttribute('data-message')));
    const before = await ids();
    await first.page.reload();
    await first.page.locator(`[data-message="${id}"]`).waitFor();
    expect(await ids()).toEqual(before);
    expect(await first.page.locator('[data-role=moderator]').isChecked()).toBe(true);

    const second = await openAsModerator();
    await second.page.locator(`[data-message="${id}"]`).waitFor();
    const news = await second.ask('/topkdr');
    const same = first.page.locator(
      `[data-message="${await news.getAttribute('data-message')}"] [data-embed]`,
    );
    await same.waitFor();
    expect(await same.innerText()).toBe(await news.locator('[data-embed]').innerText());
    await first.close();
    await second.close();
  });
});
