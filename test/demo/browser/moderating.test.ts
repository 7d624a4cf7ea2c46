import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, RoleName } from './channel.ts';
import { skipsBrowserTests } from './chromium.ts';
import { BrowserDemo } from './harness.ts';

const PLAYER = '1200004293';
const HEAD = 'type,identifier,reason,duration,note';
const listOf = (...steamIds: readonly string[]): string =>
  [HEAD, ...steamIds.map((id) => `steamID,${id},Cheating elsewhere,,`)].join('\n');

describe.skipIf(skipsBrowserTests())('All of moderation on the page', () => {
  let demo: BrowserDemo;
  beforeAll(async () => {
    demo = await BrowserDemo.start();
  });
  afterAll(async () => {
    await demo?.stop();
    expect(demo?.errors ?? []).toEqual([]);
  });

  async function openAs(role: RoleName): Promise<Channel> {
    const window = await demo.open();
    await window.become(role);
    return window;
  }

  it('imports a list from a file, completes the other options meanwhile, and shows how it ended', async () => {
    const admin = await openAs('admin');
    await admin.input.click();
    await admin.type('/bans import ');
    const file = admin.page.locator('[data-option=file]');
    await file.setInputFiles({
      name: 'partner.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(listOf('76561190000099001', '76561190000099002')),
    });
    await admin.page.getByText('partner.csv').waitFor();
    await admin.type('duration:2');
    await admin.suggestions.filter({ hasText: '2' }).first().waitFor();
    const before = await admin.messages.evaluateAll((all) =>
      all.map((each) => each.getAttribute('data-message')),
    );
    await admin.type('w');
    await admin.page.getByRole('button', { name: 'Send' }).click();
    const preview = await admin.answerAfter(before);
    expect(await preview.innerText()).toMatch(/2 bans of partner\.csv/u);
    await admin.button(preview, 'Import 2 bans').click();
    await preview.getByText('✅ Imported').waitFor();
    await admin.close();
  });

  it('takes pasted text for a file, and says what is missing without one', async () => {
    const admin = await openAs('admin');
    await admin.send('/bans import ');
    await admin.problem.getByText('Choose a file, or paste its text.').waitFor();
    await admin.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const list = JSON.stringify(listOf('76561190000099003'));
    await admin.page.evaluate(`navigator.clipboard.writeText(${list})`);
    await admin.press('Control+V');
    await admin.page.getByText('pasted.txt').waitFor();
    const before = await admin.messages.evaluateAll((all) =>
      all.map((each) => each.getAttribute('data-message')),
    );
    await admin.type('duration:perm');
    await admin.page.getByRole('button', { name: 'Send' }).click();
    expect(await (await admin.answerAfter(before)).innerText()).toMatch(/1 ban of pasted\.txt/u);
    await admin.close();
  });

  it('chooses several identifiers of a ban, which are sent when the menu is left', async () => {
    const moderator = await openAs('moderator');
    const preview = await moderator.ask(`/ban player:${PLAYER} reason:Team killing duration:1d`);
    const menu = preview.getByRole('combobox', { name: 'Which identifiers the ban hits' });
    await menu.click();
    await preview
      .getByRole('option', { name: /^\s*ip:/u })
      .first()
      .click();
    await preview.getByRole('option', { name: /BEGUID/u }).click();
    await moderator.input.click();
    await preview.getByText('others may share it').first().waitFor();
    expect(await preview.innerText()).toMatch(/Left out: .*BEGUID/u);
    await moderator.close();
  });

  it('opens forms from a card, filled in where there is something to change, and follows them', async () => {
    const moderator = await openAs('moderator');
    const card = await moderator.ask(`/player player:${PLAYER}`);
    await moderator.button(card, 'Note').click();
    const dialog = moderator.page.locator('dialog[data-form]');
    await dialog.locator('[data-form-field=text]').fill('Warned for ramming.\nSaid sorry.');
    const before = await moderator.messages.evaluateAll((all) =>
      all.map((each) => each.getAttribute('data-message')),
    );
    await dialog.getByRole('button', { name: 'Submit' }).click();
    expect(await (await moderator.answerAfter(before)).innerText()).toContain('Note written');
    await moderator.input.click();
    await moderator.type(`/note edit player:${PLAYER} note:ramm`);
    await moderator.suggestions.filter({ hasText: 'Warned for ramming' }).click();
    const known = await moderator.messages.evaluateAll((all) =>
      all.map((each) => each.getAttribute('data-message')),
    );
    await moderator.page.getByRole('button', { name: 'Send' }).click();
    await moderator.button(await moderator.answerAfter(known), 'Edit').click();
    expect(await dialog.locator('[data-form-field=text]').inputValue()).toBe(
      'Warned for ramming.\nSaid sorry.',
    );
    await moderator.close();
  });

  it('finds in the record what one of the people did, and downloads it as a file', async () => {
    const moderator = await openAs('moderator');
    await moderator.ask(`/flag add player:${PLAYER} flag:Trusted`);
    const found = await moderator.ask('/audit search moderator:@Moderator');
    expect(await found.innerText()).toContain('Add flag');
    const exported = await moderator.ask('/audit export moderator:@Moderator');
    const download = moderator.page.waitForEvent('download');
    const link = exported.getByRole('link', { name: /audit-.*\.csv/u });
    expect(await link.getAttribute('href')).toMatch(/^\/files\/\d+\/audit-[\d-]+\.csv$/u);
    await link.evaluate((element) => element.removeAttribute('target'));
    await link.click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).toContain('flag-add');
    await moderator.close();
  });

  it('lets an admin approve what a moderator may not do alone', async () => {
    const moderator = await openAs('moderator');
    const preview = await moderator.ask('/ban player:1200006957 preset:Cheating');
    await moderator.button(preview, 'Propose the ban').click();
    await preview.getByText('Waits for a second moderator').waitFor();
    const admin = await openAs('admin');
    await admin.look('audit');
    const waiting = admin.messages.filter({ hasText: '1200006957' }).last();
    // By its id: the answer to the press names the player, too.
    const id = await waiting.getAttribute('data-message');
    const asked = admin.page.locator(`[data-message="${id}"]`);
    await admin.button(asked, 'Approve').click();
    await asked.getByText('Approved by').waitFor();
    expect(await asked.innerText()).toContain('✅ Done');
    await admin.close();
    await moderator.close();
  });
});
