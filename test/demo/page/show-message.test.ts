import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../discord/call.ts';
import { GENERAL, MODERATORS, startPage } from './harness.ts';

let page: Awaited<ReturnType<typeof startPage>>;
beforeAll(async () => {
  page = await startPage(async () => undefined, []);
});
afterAll(() => page.close());

const post = (body: object) => call(page.bot.sim, 'POST', `/channels/${GENERAL}/messages`, body);

describe('what the bot posts by itself', () => {
  it('shows as pinged who has the role that is pinged, and nobody else', async () => {
    const [moderator, member] = [await page.open('moderator'), await page.open('member')];
    const me = moderator.state?.people.find(({ role }) => role === 'moderator')?.id;
    await post({
      content: `new board <@&${MODERATORS}>`,
      allowed_mentions: { parse: [], roles: [MODERATORS] },
    });
    const isBoard = ({ content }: { readonly content: string }) => content.startsWith('new board');
    expect((await moderator.message(isBoard)).pinged).toEqual([me]);
    expect((await member.message(isBoard)).pinged).toEqual([]);
  });

  it('shows in a line that something was pinned', async () => {
    const member = await page.open('member');
    const { body } = await post({ content: 'pin me' });
    await call(page.bot.sim, 'PUT', `/channels/${GENERAL}/messages/pins/${String(body['id'])}`);
    const notice = await member.message(({ content }) => content.includes('pinned a message'));
    expect(notice).toMatchObject({ kind: 'message', embeds: [], components: [], author: { name: 'Squawk' } });
  });
});
