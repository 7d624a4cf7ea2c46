import type { Locator, Page } from 'playwright-core';

export type RoleName = 'member' | 'moderator' | 'admin';

/** What a person does and sees in one window. */
export class Channel {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get input(): Locator {
    return this.page.locator('[data-composer=text]');
  }

  /** The list above the input line. */
  get suggestions(): Locator {
    return this.page.locator('#suggestions [role=option]');
  }

  /** What stands in the channel, the newest last. */
  get messages(): Locator {
    return this.page.locator('[role=log] [data-message]');
  }

  get last(): Locator {
    return this.messages.last();
  }

  get problem(): Locator {
    return this.page.locator('[data-problem]');
  }

  async become(role: RoleName): Promise<void> {
    await this.page.locator(`[data-role=${role}]`).check();
    await this.loaded();
  }

  /** The messages that this person sees come after the page itself: until then all of them would seem new. */
  async loaded(): Promise<void> {
    await this.page.locator('[role=log][aria-busy=false]').waitFor();
  }

  async look(channel: string): Promise<void> {
    await this.page.locator(`[data-channel=${channel}]`).click();
    await this.page.getByRole('heading', { name: channel }).waitFor();
  }

  async break(fault: string, on = true): Promise<void> {
    const box = this.page.locator(`[data-fault=${fault}]`);
    await box.setChecked(on);
  }

  /** Types at the keyboard, wherever the cursor is. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types a command with its options and sends it as it stands, whatever is offered meanwhile. */
  async send(line: string): Promise<void> {
    await this.input.click();
    await this.type(line);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  /** Sends a command, and gives what it is answered with once the bot has done thinking. */
  async ask(line: string): Promise<Locator> {
    const before = await this.messages.evaluateAll((all) =>
      all.map((each) => each.getAttribute('data-message')),
    );
    await this.send(line);
    return await this.answerAfter(before);
  }

  /** The newest message that was not there before, once it is one. */
  async answerAfter(before: readonly (string | null)[]): Promise<Locator> {
    const none = before.map((id) => `:not([data-message="${id}"])`).join('');
    const found = this.page.locator(
      `[role=log] [data-message]${none}:is([data-kind=message], [data-kind=failed])`,
    );
    await found.first().waitFor();
    // By its id: what comes later must not change which one is meant.
    return this.page.locator(`[data-message="${await found.first().getAttribute('data-message')}"]`);
  }

  button(message: Locator, label: string): Locator {
    return message.getByRole('button', { name: label, exact: true });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
