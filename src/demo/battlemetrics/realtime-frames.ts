import { z } from 'zod';

/** What clients of the real-time connection send: known from clients in use, for BattleMetrics does not document it. */

const words = z.array(z.string());
const lists = z.strictObject({ whitelist: words.optional(), blacklist: words.optional() });
const channels = words.min(1);

const client = z.discriminatedUnion('t', [
  z.strictObject({ i: z.uuid(), t: z.literal('auth'), p: z.string() }),
  z.strictObject({ i: z.uuid(), t: z.literal('join'), p: channels }),
  z.strictObject({ i: z.uuid(), t: z.literal('leave'), p: channels }),
  z.strictObject({
    i: z.uuid(),
    t: z.literal('filter'),
    p: z.strictObject({
      type: z.literal('ACTIVITY'),
      filter: z.strictObject({ tagTypeMode: z.enum(['and', 'or']), tags: lists, types: lists }),
    }),
  }),
  z.strictObject({ i: z.uuid(), t: z.literal('replay'), p: z.strictObject({ channels, start: z.string() }) }),
  z.strictObject({ i: z.uuid(), t: z.literal('ping') }),
]);

export type ClientFrame = z.output<typeof client>;

/** Something published to a channel, as it is sent. */
export interface PublishedFrame {
  readonly i: string;
  readonly t: 'SERVER_UPDATE' | 'ACTIVITY';
  readonly p: Readonly<Record<string, unknown>>;
  readonly c: string;
}

/** Undefined for what no client should send. */
export function readClientFrame(text: string): ClientFrame | undefined {
  try {
    return client.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // no JSON
  }
}
