import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/index.ts';
import type { Channel } from './channel.ts';
import { skipsBrowserTests } from './chromium.ts';
import { BrowserDemo } from './harness.ts';

describe.skipIf(skipsBrowserTests())('Commands on the page', () => {
  let demo: BrowserDemo;
  let window: Channel;
  beforeAll(async () => {
    demo = await BrowserDemo.start();
  });
  afterAll(() => demo?.stop());

  async function opened(): Promise<Channel> {
    window = await demo.open();
    return window;
  }

  it('are listed with their descriptions when somebody types a slash', async () => {
    const { input, suggestions } = await opened();
    await input.click();
    await window.type('/');
    const paths = COMMANDS.flatMap(({ name, body }) =>
      body.kind === 'action' ? [`/${name}`] : Object.keys(body.actions).map((path) => `/${name} ${path}`),
    );
    await expect.poll(() => suggestions.count()).toBe(paths.length);
    const listed = await suggestions.allInnerTexts();
    for (const path of paths) {
      expect(listed.some((line) => line.startsWith(`${path}\n`) || line.startsWith(`${path}S`))).toBe(true);
    }
    await window.type('topk');
    await expect
      .poll(() => suggestions.allInnerTexts())
      .toEqual([expect.stringContaining('Show the pilots')]);
    await window.close();
  });

  it('are filled in and sent by the keyboard alone, with what the bot completes', async () => {
    const { page, suggestions, last } = await opened();
    await page.keyboard.press('Tab');
    await window.input.focus();
    await window.type('/sta');
    await window.press('Enter');
    await page.locator('[data-option=player]:focus').waitFor();
    await window.type('Maverick');
    await suggestions.filter({ hasText: 'Maverick_2' }).waitFor();
    await window.press('Enter');
    await expect.poll(() => page.locator('[data-option=player]').inputValue()).toContain('Maverick_2');
    await window.press('Enter');
    await last.locator('[data-embed]').waitFor();
    expect(await last.innerText()).toContain('Maverick_2');
    expect(await last.locator('[data-field]').count()).toBeGreaterThan(3);
    expect(await last.getAttribute('data-ephemeral')).toBeNull();
    await window.close();
  });

  it('offer an option as soon as the cursor comes to it, before anything is typed', async () => {
    const { suggestions } = await opened();
    await window.input.click();
    await window.type('/unban ');
    await expect.poll(() => suggestions.count()).toBeGreaterThan(10);
    await window.close();
  });

  it('are not sent without an option that is required, and the cursor goes there', async () => {
    const { page, messages, problem } = await opened();
    const before = await messages.count();
    await window.input.click();
    await window.type('/slot add player:1200004293');
    await page.getByRole('button', { name: 'Send' }).click();
    await problem.waitFor();
    expect(await problem.innerText()).toBe('This option is required. Specify a value.');
    expect(await page.locator(':focus').getAttribute('data-option')).toBe('duration');
    expect(await messages.count()).toBe(before);
    await window.close();
  });

  it('let a person pick between namesakes from a menu', async () => {
    await opened();
    const answer = await window.ask('/stats player:Viper');
    await answer.getByRole('combobox').click();
    const options = answer.locator('[role=listbox] [role=option]');
    expect(await options.count()).toBe(3);
    await options.nth(1).click();
    await answer.locator('[data-field]').first().waitFor();
    expect(await answer.locator('[data-field]').count()).toBeGreaterThan(3);
    expect(await answer.innerText()).not.toContain('Which one do you mean');
    await window.close();
  });

  it('refuse who lacks the role, and take who has it', async () => {
    await opened();
    await window.become('member');
    const refused = await window.ask('/flag list player:1200004293');
    expect(await refused.innerText()).toMatch(/moderator/i);
    expect(await refused.innerText()).not.toContain('1200004293');
    await window.become('moderator');
    const allowed = await window.ask('/flag list player:1200004293');
    expect(await allowed.innerText()).toContain('1200004293');
    await window.close();
  });

  it('are answered for the asker alone where others should not read it', async () => {
    const asker = await opened();
    const other = await demo.open();
    await asker.become('admin');
    await other.become('member');
    const answer = await asker.ask('/ping');
    expect(await answer.innerText()).toContain('Only you can see this');
    const id = await answer.getAttribute('data-message');
    // What comes after it for everybody has come, so it would be there too.
    const visible = await asker.ask('/topkdr');
    await other.page.locator(`[data-message="${await visible.getAttribute('data-message')}"]`).waitFor();
    expect(await other.page.locator(`[data-message="${id}"]`).count()).toBe(0);
    await answer.locator('[data-dismiss]').click();
    await answer.waitFor({ state: 'detached' });
    await asker.close();
    await other.close();
  });

  it('that there are not are told by Discord', async () => {
    const { last } = await opened();
    await window.input.click();
    await window.type('/nonsense');
    await window.press('Escape');
    await window.press('Enter');
    await expect.poll(() => last.innerText()).toContain('/nonsense is not a command');
    await window.close();
  });
});
