import type { Browser } from 'playwright-core';
import type { ShownChannel } from '../../src/demo/page/protocol.ts';
import type { RoleName } from '../../src/demo/page/requests.ts';

/** A phone's width; high enough that no message has to scroll. */
const SIZE = { width: 412, height: 2_600 };

export interface Shot {
  readonly url: string;
  readonly role: RoleName;
  readonly channel: ShownChannel['id'];
  readonly message: string;
  readonly now: number;
  /** The label of a button that is pressed first: the picture is of the form that it opens. */
  readonly opens?: string | undefined;
}

/** Takes a picture of one message, or of a form that it opens, as the page shows it to that person. */
export async function takePicture(
  browser: Browser,
  { url, role, channel, message, now, opens }: Shot,
): Promise<Buffer> {
  const context = await browser.newContext({
    viewport: SIZE,
    deviceScaleFactor: 1.5,
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  try {
    await context.addInitScript(
      `localStorage.setItem('squawk-demo-role', '${role}'); localStorage.setItem('squawk-demo-channel', '${channel}');`,
    );
    const page = await context.newPage();
    await page.clock.setFixedTime(now);
    await page.goto(url);
    const shown = page.locator(`[data-message="${message}"]`);
    await shown.waitFor();
    await page.evaluate('document.fonts.ready');
    if (opens !== undefined) {
      await shown.getByRole('button', { name: opens, exact: true }).click();
      const form = page.locator('dialog[data-form]');
      await form.waitFor();
      return await form.screenshot({ animations: 'disabled' });
    }
    return await shown.screenshot({ animations: 'disabled' });
  } finally {
    await context.close();
  }
}
