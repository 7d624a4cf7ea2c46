import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from './channel.ts';
import { skipsBrowserTests } from './chromium.ts';
import { BrowserDemo } from './harness.ts';

const PHONE = { viewport: { width: 390, height: 844 } };
/** Names that would be elements if anything took them for markup. */
const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '<script>alert("six o\'clock")</script>',
  '</div><h1>Big</h1>',
];

// Run in the page, whose types this program does not have.
const WIDTHS_TOO_MUCH = `[document.documentElement, document.querySelector('[role=log]')]
  .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)`;
/** Of a text and the embed around it, whose background stands in its shadow tree; from 1 to 21 as WCAG counts. */
const CONTRAST = `(() => {
  const luminance = (colour) => {
    const [r, g, b] = colour
      .match(/[\\d.]+/g)
      .map((part) => Number(part) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const text = document.querySelector('[data-embed] .markdown');
  const wrapper = text.closest('discord-embed').shadowRoot.querySelector('.discord-embed-wrapper');
  const back = luminance(getComputedStyle(wrapper).backgroundColor);
  const front = luminance(getComputedStyle(text).color);
  return (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05);
})()`;

describe.skipIf(skipsBrowserTests())('The page', () => {
  let demo: BrowserDemo;
  beforeAll(async () => {
    demo = await BrowserDemo.start();
  });
  afterAll(() => demo?.stop());

  async function fillChannel(window: Channel): Promise<void> {
    for (const line of ['/servers', '/topkdr', '/help', '/stats player:Viper']) await window.ask(line);
  }

  it('fits on a phone: nothing is wider than the screen', async () => {
    const window = await demo.open(PHONE);
    await fillChannel(window);
    const widths = () => window.page.evaluate(WIDTHS_TOO_MUCH);
    expect(await widths()).toEqual([0, 0]);
    await window.page.getByRole('button', { name: 'Channels, people and faults' }).click();
    await window.look('audit');
    expect(await widths()).toEqual([0, 0]);
    await window.close();
  });

  it.each(['dark', 'light'] as const)('can be read in %s, as the system says', async (colorScheme) => {
    const window = await demo.open({ colorScheme });
    expect(await window.page.locator('html').getAttribute('data-theme')).toBe(colorScheme);
    await window.ask('/topkdr');
    const contrast = await window.page.evaluate(CONTRAST);
    expect(contrast).toBeGreaterThan(4.5);
    await window.close();
  });

  it('changes its theme at a click, and keeps it', async () => {
    const window = await demo.open({ colorScheme: 'dark' });
    await window.page.locator('[data-theme-switch]').click();
    await window.page.locator('html[data-theme=light]').waitFor();
    await window.page.reload();
    await window.page.locator('html[data-theme=light]').waitFor();
    await window.close();
  });

  it.each(HOSTILE)('shows the name %s as text', async (name) => {
    const window = await demo.open();
    await window.become('member');
    let dialogs = 0;
    window.page.on('dialog', async (dialog) => {
      dialogs += 1;
      await dialog.dismiss();
    });
    await window.input.click();
    await window.type('/stats ');
    await window.type(name);
    await window.suggestions.filter({ hasText: name }).first().click();
    await window.press('Enter');
    await window.last.filter({ hasText: name }).locator('[data-field]').first().waitFor();
    expect(await window.page.locator('[role=log] :is(script, iframe, h1, img[src=x])').count()).toBe(0);
    expect(dialogs).toBe(0);
    await window.close();
  });

  it('is worked by the keyboard alone: menus, buttons, people, channels', async () => {
    const window = await demo.open();
    const { page } = window;
    await page.locator('[data-role=member]').focus();
    await window.press('ArrowDown');
    expect(await page.locator('[data-role=moderator]').isChecked()).toBe(true);

    await window.input.focus();
    await window.type('/stats Viper');
    await window.suggestions.first().waitFor();
    await window.press('Escape', 'Enter');
    const menu = window.last.getByRole('combobox');
    await menu.waitFor();
    await menu.focus();
    await window.press('ArrowDown', 'ArrowDown', 'Enter');
    await window.last.locator('[data-field]').first().waitFor();

    await window.input.focus();
    await window.type('/ban player:1200004293 reason:By the keyboard duration:1d');
    await window.press('Escape', 'Enter');
    const cancel = window.button(window.last, 'Cancel');
    await cancel.waitFor();
    await cancel.focus();
    await window.press('Enter');
    await window.last.getByText('Nothing was changed').waitFor();

    await page.locator('[data-channel=audit]').focus();
    await window.press('Enter');
    await page.getByRole('heading', { name: 'audit' }).waitFor();
    await window.close();
  });

  it('asked no other machine for anything, and met no fault of its own', () => {
    expect(demo.strangers).toEqual([]);
    expect(demo.errors).toEqual([]);
  });
});
