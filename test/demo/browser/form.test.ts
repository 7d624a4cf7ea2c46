import {
  ActionRowBuilder,
  type Interaction,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleDemo } from '../../../demo-bundle.mjs';
import { loadAssets } from '../../../src/demo/page/assets.ts';
import { type PageServer, startPageServer } from '../../../src/demo/page/server.ts';
import { startPage } from '../page/harness.ts';
import { Channel } from './channel.ts';
import { launchChromium, skipsBrowserTests } from './chromium.ts';

const COMMANDS = [{ name: 'report', description: 'Opens a form' }];
const PATIENCE_MS = 12_000;

// No command of Squawk opens a form, so a bot of its own does here, behind the page that people get.
describe.skipIf(skipsBrowserTests())('A form on the page', () => {
  let stub: Awaited<ReturnType<typeof startPage>>;
  let server: PageServer;
  let browser: Browser;
  let window: Channel;
  /** What the bot was sent, in order. */
  let submitted: { what: string; more: string }[];
  let opened: number;

  async function answer(interaction: Interaction): Promise<void> {
    if (interaction.isChatInputCommand()) {
      opened += 1;
      await interaction.showModal(form());
    } else if (interaction.isModalSubmit()) {
      const what = interaction.fields.getTextInputValue('what');
      const more = interaction.fields.getTextInputValue('more');
      submitted.push({ what, more });
      await interaction.reply(`Reported: ${what} (${more === '' ? 'no more' : more})`);
    }
  }

  beforeAll(async () => {
    browser = await launchChromium();
    stub = await startPage(answer, COMMANDS);
    stub.session.bot = 'ready';
    // The harness serves an empty page; this one is the demo's, on the same session.
    const assets = await loadAssets(await bundleDemo());
    server = await startPageServer({ session: stub.session, assets, port: 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await stub?.close();
  });

  const faults: string[] = [];
  beforeEach(async () => {
    submitted = [];
    opened = 0;
    const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(server.url);
    await page.locator('html[data-bot=ready][data-connected]').waitFor();
    window = new Channel(page);
  });
  afterEach(async () => {
    await window.close();
    expect(faults.splice(0)).toEqual([]);
    expect(stub.bot.errors).toEqual([]);
  });

  const dialog = () => window.page.getByRole('dialog', { name: 'Report a pilot' });
  const what = () => dialog().getByRole('textbox', { name: 'What happened' });
  const more = () => dialog().getByRole('textbox', { name: 'Anything more' });

  /** Types the command, and waits until the form has the cursor in its first field. */
  async function open(): Promise<void> {
    await window.input.click();
    await window.type('/report');
    await window.suggestions.first().waitFor();
    await window.press('Escape', 'Enter');
    await window.page.locator('dialog[open] [data-form-field=what]:focus').waitFor();
  }

  it('opens with the cursor in its first field, which the keyboard cannot leave for the page behind', async () => {
    await open();
    expect(await dialog().isVisible()).toBe(true);
    const seen = new Set<string>();
    for (let step = 0; step < 8; step += 1) {
      await window.press('Tab');
      // Past the last the browser's own controls have their turn, with nothing of the page focused.
      const where = await window.page.evaluate(
        `document.activeElement === document.body ? 'browser'
          : document.activeElement.closest('dialog') === null ? 'behind' : document.activeElement.textContent.trim()`,
      );
      seen.add(String(where));
    }
    expect(seen).not.toContain('behind');
    expect([...seen]).toEqual(expect.arrayContaining(['Cancel', 'Submit']));
  });

  it('is not sent without a field that is required, and the cursor goes there', async () => {
    await open();
    await more().fill('Seen by two');
    await window.press('Tab', 'Tab');
    await dialog().locator('button[type=submit]:focus').waitFor();
    await window.press('Enter');
    await window.page.locator('[data-form-field=what]:focus:invalid').waitFor();
    expect(await dialog().isVisible()).toBe(true);
    // What was typed elsewhere stays, and goes with what was missing.
    await window.type('Shot a friend');
    await window.press('Enter');
    await window.last.getByText('Reported: Shot a friend (Seen by two)').waitFor();
    expect(submitted).toEqual([{ what: 'Shot a friend', more: 'Seen by two' }]);
  });

  it('is closed by Escape without being sent, opens again empty, and is sent by the keyboard', async () => {
    await open();
    await window.type('Never sent');
    await window.press('Escape');
    await dialog().waitFor({ state: 'detached' });

    await open();
    expect(opened).toBe(2);
    expect(await what().inputValue()).toBe('');
    await window.type('Left <b>without</b> landing');
    await window.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await window.last.getByText('Reported: Left <b>without</b> landing (no more)').waitFor();
    // The page sends in order: anything that Escape had sent would have come first.
    expect(submitted).toEqual([{ what: 'Left <b>without</b> landing', more: '' }]);
  });
});

function form(): ModalBuilder {
  const what = new TextInputBuilder()
    .setCustomId('what')
    .setLabel('What happened')
    .setStyle(TextInputStyle.Short);
  const more = new TextInputBuilder()
    .setCustomId('more')
    .setLabel('Anything more')
    .setStyle(TextInputStyle.Paragraph)
    .setRequired(false);
  return new ModalBuilder()
    .setCustomId('report')
    .setTitle('Report a pilot')
    .addComponents(
      new ActionRowBuilder<TextInputBuilder>().addComponents(what),
      new ActionRowBuilder<TextInputBuilder>().addComponents(more),
    );
}
