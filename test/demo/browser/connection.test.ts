import type { WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { skipsBrowserTests } from './chromium.ts';
import { BrowserDemo } from './harness.ts';

describe.skipIf(skipsBrowserTests())('A window whose connection breaks', () => {
  let demo: BrowserDemo;
  beforeAll(async () => {
    demo = await BrowserDemo.start();
  });
  afterAll(() => demo?.stop());

  it('keeps what was typed, says why it is not sent, and sends it when the connection is back', async () => {
    const window = await demo.open();
    const { page } = window;
    let cut = false;
    const open: WebSocketRoute[] = [];
    await page.routeWebSocket(/\/socket$/, (socket) => {
      open.push(socket);
      if (cut) void socket.close();
      else socket.connectToServer();
    });
    await page.reload();
    await page.locator('html[data-bot=ready][data-connected]').waitFor();

    cut = true;
    for (const socket of open) await socket.close();
    await page.locator('html:not([data-connected])').waitFor();
    await window.input.click();
    await window.type('anybody there?');
    await window.press('Enter');
    await window.problem.getByText('cannot be reached').waitFor();
    expect(await window.input.inputValue()).toBe('anybody there?');

    cut = false;
    await page.locator('html[data-connected]').waitFor();
    await window.problem.waitFor({ state: 'detached' });
    await window.press('Enter');
    await window.last.getByText('anybody there?').waitFor();
    expect(await window.input.inputValue()).toBe('');
    await window.close();
  });

  it('leaves the focus among the messages when a menu goes that was used by the keyboard', async () => {
    const window = await demo.open();
    const answer = await window.ask('/stats player:Viper');
    await answer.getByRole('combobox').focus();
    await window.press('Enter', 'ArrowDown', 'Enter');
    await answer.locator('[data-field]').first().waitFor();
    await window.page.locator('[role=log]:focus').waitFor();
    await window.close();
  });
});
