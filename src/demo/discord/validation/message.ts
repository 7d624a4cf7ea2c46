import { z } from 'zod';
import { actionRows } from './components.ts';
import { embeds } from './embed.ts';
import { list, optional, refuse, snowflake, text } from './form.ts';

// https://discord.com/developers/docs/resources/message#create-message

const allowedMentions = z
  .object({
    parse: optional(z.array(z.literal(['roles', 'users', 'everyone']))),
    roles: optional(list(snowflake, { max: 100 })),
    users: optional(list(snowflake, { max: 100 })),
    replied_user: optional(z.boolean()),
  })
  .superRefine((value, context) => {
    for (const kind of ['roles', 'users'] as const) {
      if ((value[kind] ?? []).length > 0 && value.parse?.includes(kind) === true) {
        refuse(
          context,
          'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
          `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
        );
      }
    }
  });

const attachments = list(
  z.object({
    id: snowflake,
    filename: optional(text({ max: 1024 })),
    description: optional(text({ max: 1024 })),
  }),
  { max: 10 },
);

/** Message flags that a bot may set; the rest is dropped or, for components of the second version, not simulated. */
const flags = z.number().transform((value, context) => {
  if ((value & (1 << 15)) !== 0) {
    refuse(context, 'SIMULATOR_UNSUPPORTED', 'the simulator does not know components of version 2');
  }
  return value;
});

/** What messages, replies, follow-ups and edits have in common. Left out and null differ in edits. */
export const messageForm = z.object({
  content: text({ max: 2000 }).nullish(),
  embeds: embeds.nullish(),
  components: actionRows.nullish(),
  allowed_mentions: optional(allowedMentions),
  attachments: attachments.nullish(),
  flags: optional(flags),
  tts: optional(z.boolean()),
});

/** A message that a bot posts to a channel. */
export const channelMessageForm = messageForm.extend({
  nonce: optional(
    z.union([z.string(), z.number()]).transform((value, context) => {
      if (String(value).length > 25) {
        refuse(context, 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
      }
      return value;
    }),
  ),
  enforce_nonce: optional(z.boolean()),
});

export type MessageForm = z.output<typeof messageForm>;
export type AllowedMentions = z.output<typeof allowedMentions>;
