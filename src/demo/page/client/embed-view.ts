import { html, nothing, type TemplateResult } from 'lit';
import type { PageState, SimulatedEmbed } from '../protocol.ts';
import { inlineMarkdown, markdown, showSent } from './text-view.ts';

type Field = NonNullable<SimulatedEmbed['fields']>[number];

/**
 * An embed. Titles and names of fields stand in slots in place of the components' attributes: those show no
 * markdown, and take long numbers for custom emoji, whose pictures they would load from Discord.
 */
export function embedView(embed: SimulatedEmbed, state: PageState, theme: string): TemplateResult {
  const { title, url, description, color, fields = [], footer, author, image, thumbnail, timestamp } = embed;
  const colour = color === undefined ? undefined : `#${color.toString(16).padStart(6, '0')}`;
  const heading = title === undefined ? nothing : inlineMarkdown(title, state, theme);
  const sent = timestamp === undefined ? undefined : showSent(Date.parse(timestamp), Date.now());
  return html`<discord-embed
    slot="embeds"
    data-embed
    color=${colour ?? nothing}
    image=${image?.url ?? nothing}
    thumbnail=${thumbnail?.url ?? nothing}
  >
    ${
      author === undefined
        ? ''
        : html`<div slot="description" class="embed-author">
            ${author.icon_url === undefined ? '' : html`<img src=${author.icon_url} alt="" />`}${author.name}
          </div>`
    }
    ${
      title === undefined
        ? ''
        : html`<div slot="description" class="embed-title">
            ${url === undefined ? heading : html`<a href=${url} target="_blank" rel="noopener noreferrer">${heading}</a>`}
          </div>`
    }
    ${
      description === undefined
        ? ''
        : html`<discord-embed-description slot="description" class="markdown"
            >${markdown(description, state, theme)}</discord-embed-description
          >`
    }
    ${fields.length === 0 ? '' : html`<discord-embed-fields slot="fields">${fieldViews(fields, state, theme)}</discord-embed-fields>`}
    ${
      footer === undefined && sent === undefined
        ? ''
        : html`<discord-embed-footer slot="footer">${[footer?.text, sent].filter(Boolean).join(' • ')}</discord-embed-footer>`
    }
  </discord-embed>`;
}

function fieldViews(fields: readonly Field[], state: PageState, theme: string): TemplateResult[] {
  return fields.map((field, index) => {
    const width = field.inline ? widthOf(fields, index) : 1;
    return html`<discord-embed-field data-field class="share-${width}">
      <div class="field-name">${inlineMarkdown(field.name, state, theme)}</div>
      <div class="markdown">${markdown(field.value, state, theme)}</div>
    </discord-embed-field>`;
  });
}

/** Into how many parts the row of an inline field is divided: neighbours share rows of three. */
function widthOf(fields: readonly Field[], index: number): number {
  let first = index;
  while (fields[first - 1]?.inline === true) first -= 1;
  let end = index;
  while (fields[end]?.inline === true) end += 1;
  const rowStart = first + Math.floor((index - first) / 3) * 3;
  return Math.min(3, end - rowStart);
}
