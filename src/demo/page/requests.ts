import { z } from 'zod';
import { LARGEST_FILE } from './largest-file.ts';

export const ROLES = ['member', 'moderator', 'admin'] as const;

const role = z.literal(ROLES);
const snowflake = z.string().regex(/^\d{1,20}$/);
/** A file that a person gives to a command. */
const file = z.object({
  name: z.string().min(1).max(255),
  base64: z.base64().max(Math.ceil(LARGEST_FILE / 3) * 4),
});
const optionValues = z.record(
  z.string().max(32),
  z.union([z.string().max(6_000), z.number(), z.boolean(), file]),
);
/** Chosen by the page, so that it knows which answer is to which request. */
const id = z.number().int();
const command = {
  id,
  role,
  channel: snowflake,
  name: z.string().max(32),
  subcommand: z.string().max(65).optional(),
  options: optionValues,
};

/** What the page may ask of its server. */
export const clientRequest = z.discriminatedUnion('type', [
  /** Shows what this role sees from now on. */
  z.object({ type: z.literal('watch'), role }),
  z.object({ type: z.literal('say'), id, role, channel: snowflake, text: z.string().max(100_000) }),
  z.object({ type: z.literal('command'), ...command }),
  z.object({ type: z.literal('complete'), ...command, focused: z.string().max(32) }),
  z.object({ type: z.literal('press'), id, role, message: snowflake, customId: z.string().max(100) }),
  z.object({
    type: z.literal('select'),
    id,
    role,
    message: snowflake,
    customId: z.string().max(100),
    values: z.array(z.string().max(100)).max(25),
  }),
  z.object({
    type: z.literal('submit'),
    id,
    role,
    interaction: snowflake,
    fields: z.record(z.string().max(100), z.string().max(4_000)),
  }),
  z.object({ type: z.literal('dismiss'), role, message: snowflake }),
  z.object({ type: z.literal('fault'), name: z.string().max(50), on: z.boolean() }),
  z.object({ type: z.literal('speed'), factor: z.number().min(0).max(1_000) }),
]);

export type RoleName = (typeof ROLES)[number];
export type GivenFile = z.output<typeof file>;
export type OptionValues = z.output<typeof optionValues>;
export type ClientRequest = z.output<typeof clientRequest>;
