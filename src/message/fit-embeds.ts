import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { cut, cutMarkdown } from './cut.ts';
import { BLANK, LIMITS } from './limits.ts';

const MAX = LIMITS.embed;
/** A description or value that keeps fewer units than this says nothing any more. */
const WORTH_SHOWING = 20;

/** Makes embeds fit: each part by its own limit, then all of them by the limit on their sum, earlier ones first. */
export function fitEmbeds(embeds: readonly APIEmbed[]): readonly APIEmbed[] {
  const fitted = embeds.map(fitEach).filter(showsSomething).slice(0, LIMITS.embeds);
  return lengthOf(fitted) <= MAX.total ? fitted : fitTogether(fitted);
}

/** What counts towards the limit on the sum, in UTF-16 units. */
export function lengthOf(embeds: readonly APIEmbed[]): number {
  return embeds.reduce((sum, embed) => sum + headLength(embed) + bodyLength(embed), 0);
}

function headLength(embed: APIEmbed): number {
  return (embed.title?.length ?? 0) + (embed.author?.name.length ?? 0) + (embed.footer?.text.length ?? 0);
}

function bodyLength(embed: APIEmbed): number {
  const fields = embed.fields ?? [];
  return fields.reduce(
    (sum, field) => sum + field.name.length + field.value.length,
    embed.description?.length ?? 0,
  );
}

function fitEach(embed: APIEmbed): APIEmbed {
  const { title, description, fields, footer, author, ...rest } = embed;
  return {
    ...rest,
    ...(title === undefined ? {} : { title: cut(title, MAX.title) }),
    ...(description === undefined ? {} : { description: cutMarkdown(description, MAX.description) }),
    ...(fields === undefined ? {} : { fields: fields.slice(0, MAX.fields).map(fitField) }),
    ...(footer === undefined || isBlank(footer.text)
      ? {}
      : { footer: { ...footer, text: cut(footer.text, MAX.footer) } }),
    ...(author === undefined || isBlank(author.name)
      ? {}
      : { author: { ...author, name: cut(author.name, MAX.author) } }),
  };
}

/** A lone colour, link or time shows nothing, and Discord refuses it like an embed without any key. */
function showsSomething(embed: APIEmbed): boolean {
  const { title, description, footer, author, image, thumbnail, video, fields = [] } = embed;
  return (
    fields.length > 0 ||
    [footer, author, image, thumbnail, video].some((part) => part !== undefined) ||
    !(isBlank(title) && isBlank(description))
  );
}

function fitField(field: APIEmbedField): APIEmbedField {
  return {
    ...field,
    name: isBlank(field.name) ? BLANK : cut(field.name, MAX.fieldName),
    value: isBlank(field.value) ? BLANK : cutMarkdown(field.value, MAX.fieldValue),
  };
}

/** Discord trims what it gets, so a text of spaces counts as missing. */
function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

/** Hands the sum out in reading order; where it ends, the text ends with an ellipsis and what follows is left out. */
function fitTogether(embeds: readonly APIEmbed[]): readonly APIEmbed[] {
  const kept: APIEmbed[] = [];
  let left: number = MAX.total;
  for (const embed of embeds) {
    const part = lengthOf([embed]) <= left ? embed : shorten(embed, left);
    if (part === undefined || !showsSomething(part)) continue;
    left -= lengthOf([part]);
    kept.push(part);
  }
  return kept;
}

function shorten(embed: APIEmbed, max: number): APIEmbed | undefined {
  const { description, fields, ...head } = embed;
  let left = max - headLength(embed);
  if (left < WORTH_SHOWING) return undefined;
  const text = description === undefined ? undefined : cutMarkdown(description, left);
  left -= text?.length ?? 0;
  const shown: APIEmbedField[] = [];
  for (const field of fields ?? []) {
    const room = left - field.name.length;
    if (room < Math.min(field.value.length, WORTH_SHOWING)) break;
    const value = cutMarkdown(field.value, room);
    shown.push({ ...field, value });
    left -= field.name.length + value.length;
  }
  return {
    ...head,
    ...(text === undefined ? {} : { description: text }),
    ...(shown.length === 0 ? {} : { fields: shown }),
  };
}
