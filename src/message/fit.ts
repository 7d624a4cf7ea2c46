import { cutMarkdown } from './cut.ts';
import { fitRows } from './fit-components.ts';
import { fitEmbeds } from './fit-embeds.ts';
import { BLANK, LIMITS } from './limits.ts';
import type { Message } from './message.ts';

/**
 * Makes any message fit Discord's limits: texts are cut with an ellipsis between visible characters, code blocks
 * closed, what is too many left out from the end. A message that fits comes back equal.
 */
export function fitMessage(message: Message): Message {
  const embeds = fitEmbeds(message.embeds ?? []);
  const components = fitRows(message.components ?? []);
  const files = (message.files ?? []).slice(0, LIMITS.files);
  const content = fitContent(message.content, embeds.length + components.length + files.length > 0);
  return {
    ...(content === undefined ? {} : { content }),
    ...(message.embeds === undefined ? {} : { embeds }),
    ...(message.components === undefined ? {} : { components }),
    ...(message.files === undefined ? {} : { files }),
  };
}

function fitContent(content: string | undefined, hasOther: boolean): string | undefined {
  const fitted = content === undefined ? undefined : cutMarkdown(content, LIMITS.content);
  return hasOther || (fitted ?? '').trim() !== '' ? fitted : BLANK;
}
