import { z } from 'zod';
import { integer, list, optional, refuse, text } from './form.ts';
import { url } from './url.ts';

// Limits: https://discord.com/developers/docs/resources/message#embed-object-embed-limits.
// Lengths are counted in UTF-16 units, as Discord's client does: the stricter reading of "characters".

const media = optional(
  z.object({ url: url({ attachment: true }), description: optional(text({ max: 4096 })) }),
);

const embedForm = z.object({
  title: optional(text({ max: 256 })),
  type: optional(z.string()),
  description: optional(text({ max: 4096 })),
  url: optional(url()),
  timestamp: optional(
    z.string().transform((value, context) => {
      const time = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
      if (Number.isNaN(time)) {
        refuse(context, 'DATE_TIME_TYPE_PARSE', `Could not parse ${value}. Should be ISO8601.`);
        return value;
      }
      return new Date(time).toISOString().replace('Z', '000+00:00');
    }),
  ),
  color: optional(integer(0, 0xff_ff_ff)),
  footer: optional(
    z.object({ text: text({ min: 1, max: 2048 }), icon_url: optional(url({ attachment: true })) }),
  ),
  image: media,
  thumbnail: media,
  author: optional(
    z.object({
      name: text({ min: 1, max: 256 }),
      url: optional(url()),
      icon_url: optional(url({ attachment: true })),
    }),
  ),
  fields: optional(
    list(
      z.object({
        name: text({ min: 1, max: 256 }),
        value: text({ min: 1, max: 1024 }),
        inline: optional(z.boolean()).transform((inline) => inline ?? false),
      }),
      { max: 25 },
    ),
  ),
});

/** One embed as a bot sends it; Discord makes every one of them `rich`. */
export const embed = embedForm
  .superRefine((value, context) => {
    // A lone URL or colour shows nothing, and Discord refuses it like an embed without any key.
    const shown = [value.title, value.description, value.footer, value.author, value.image, value.thumbnail];
    if (shown.every((part) => part === undefined || part === '') && (value.fields ?? []).length === 0) {
      refuse(context, 'BASE_TYPE_REQUIRED', 'This field is required', ['description']);
    }
  })
  .transform((value) => ({ ...value, type: 'rich' as const }));

/** Up to ten embeds with at most 6,000 characters in all of them together. */
export const embeds = list(embed, { max: 10 }).superRefine((values, context) => {
  if (values.reduce((sum, value) => sum + embedLength(value), 0) > 6000) {
    refuse(context, 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
  }
});

export type SimulatedEmbed = z.output<typeof embed>;

/** The characters of an embed that count towards the 6,000. */
export function embedLength(value: SimulatedEmbed): number {
  const fields = (value.fields ?? []).reduce((sum, field) => sum + field.name.length + field.value.length, 0);
  return (
    (value.title?.length ?? 0) +
    (value.description?.length ?? 0) +
    (value.footer?.text.length ?? 0) +
    (value.author?.name.length ?? 0) +
    fields
  );
}
