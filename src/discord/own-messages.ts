import type { REST } from 'discord.js';
import { MessageType, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import type { OwnMessage } from '../message/posts.ts';

/** Milliseconds from the Unix epoch to Discord's. */
const DISCORD_EPOCH = 1_420_070_400_000;
/** Below the time, an id holds a worker, a process and a counter. */
const TIME_SHIFT = 22n;
/** Discord's clock may be behind ours. */
const CLOCK_SLACK_MS = 5_000;
const PAGE_SIZE = 100;
const MAX_PAGES = 5;

const withId = z.object({ custom_id: z.string().optional() });
const embed = z.object({ footer: z.object({ text: z.string() }).optional() });
const message = z.object({
  type: z.number(),
  interaction_metadata: z.unknown().optional(),
  id: z.string().regex(/^\d+$/u),
  author: z.object({ id: z.string() }),
  components: z.array(z.object({ components: z.array(withId).optional() })).optional(),
  embeds: z.array(embed).optional(),
});
const page = z.array(message);

/** The messages of one author from `since` (epoch milliseconds) on, oldest first, as `Posts.own` has it. */
export async function ownMessages(
  rest: REST,
  channelId: string,
  authorId: string,
  since: number,
): Promise<readonly OwnMessage[]> {
  const found: OwnMessage[] = [];
  let after = firstIdOf(since - CLOCK_SLACK_MS);
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const query = new URLSearchParams({ after: String(after), limit: String(PAGE_SIZE) });
    const messages = page.parse(await rest.get(Routes.channelMessages(channelId), { query }));
    found.push(...messages.filter((each) => each.author.id === authorId && isPost(each)).map(ownMessage));
    if (messages.length < PAGE_SIZE) break;
    // Within a page the newest stands first, though the page itself is the oldest one after the id.
    after = messages.map(({ id }) => BigInt(id)).reduce((last, id) => (id > last ? id : last), after);
  }
  return found.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

/** Neither an answer to somebody, nor Discord's notice that the bot pinned something. */
function isPost({ type, interaction_metadata: metadata }: z.output<typeof message>): boolean {
  return type === MessageType.Default && metadata === undefined;
}

function ownMessage({ id, components = [], embeds = [] }: z.output<typeof message>): OwnMessage {
  return {
    id,
    sentAt: Number(BigInt(id) >> TIME_SHIFT) + DISCORD_EPOCH,
    customIds: components.flatMap((row) =>
      (row.components ?? []).flatMap(({ custom_id: customId }) => (customId === undefined ? [] : [customId])),
    ),
    footers: embeds.flatMap(({ footer }) => (footer === undefined ? [] : [footer.text])),
  };
}

/** The least id that a message of that moment can have. */
function firstIdOf(time: number): bigint {
  return BigInt(Math.max(0, Math.floor(time) - DISCORD_EPOCH)) << TIME_SHIFT;
}
