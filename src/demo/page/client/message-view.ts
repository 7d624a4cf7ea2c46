import { html, nothing, type TemplateResult } from 'lit';
import type { PageState, ShownAttachment, ShownMessage } from '../protocol.ts';
import { componentsView } from './components-view.ts';
import { embedView } from './embed-view.ts';
import type { Page } from './page.ts';
import { markdown, showSent } from './text-view.ts';

const UNITS = ['bytes', 'KB', 'MB'] as const;

/** One message, or what stands in its place while the bot thinks, or when it did not answer. */
export function messageView(page: Page, state: PageState, message: ShownMessage): TemplateResult {
  const { id, kind, author, ephemeral, usedBy, failure, components, attachments, pinged } = message;
  const me = state.people.find(({ role }) => role === page.role);
  return html`<discord-message
    class=${ephemeral ? 'only-you' : ''}
    role="article"
    aria-label="Message of ${author.name}"
    data-message=${id}
    data-kind=${kind}
    ?data-ephemeral=${ephemeral}
    author=${author.name}
    avatar=${author.avatar}
    ?bot=${author.bot}
    ?edited=${message.edited}
    ?highlight=${me !== undefined && pinged.includes(me.id)}
    .timestamp=${showSent(message.at, Date.now())}
  >
    ${
      usedBy === undefined
        ? ''
        : html`<discord-command
            slot="reply"
            author=${usedBy.name}
            avatar=${usedBy.avatar}
            command="/${usedBy.command}"
          ></discord-command>`
    }
    ${contentView(message, state, page.theme)}
    ${attachments.length === 0 ? '' : html`<discord-attachments slot="attachments">${attachments.map(attachmentView)}</discord-attachments>`}
    ${message.embeds.map((embed) => embedView(embed, state, page.theme))}
    ${componentsView(page, id, components)}
    ${failure === undefined ? '' : html`<p slot="reactions" class="failure" role="alert" data-failure>⚠ ${failure}</p>`}
    ${ephemeral && kind !== 'sending' ? onlyYou(page, message) : ''}
  </discord-message>`;
}

function contentView({ kind, author, content }: ShownMessage, state: PageState, theme: string) {
  switch (kind) {
    case 'thinking':
      return html`<span class="waiting" role="status"><span class="dots" aria-hidden="true"></span>${author.name} is thinking…</span>`;
    case 'sending':
      return html`<span class="waiting" role="status">Sending command…</span>`;
    case 'failed':
      return html`<span class="failure" role="alert">⚠ ${content}</span>`;
    default:
      return content === '' ? nothing : html`<div class="markdown">${markdown(content, state, theme)}</div>`;
  }
}

/** The library's own line of this kind cannot be reached by the keyboard. */
function onlyYou(page: Page, { id, kind }: ShownMessage): TemplateResult {
  return html`<div slot="reactions" class="only-you-line">
    <span aria-hidden="true">👁</span> Only you can see this
    ${
      kind === 'message' || kind === 'failed'
        ? html`• <button class="link" data-dismiss @click=${() => page.socket.send({ type: 'dismiss', role: page.role, message: id })}>Dismiss message</button>`
        : ''
    }
  </div>`;
}

function attachmentView({
  url,
  filename,
  size,
  content_type: type,
  description,
}: ShownAttachment): TemplateResult {
  if (/^image\/(?:png|jpeg|gif|webp)$/.test(type)) {
    return html`<img class="picture" src=${url} alt=${description ?? filename} />`;
  }
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, size)) / Math.log(1_024)));
  return html`<discord-file-attachment
    name=${filename}
    .bytes=${Number((size / 1_024 ** power).toFixed(power === 0 ? 0 : 1))}
    .bytesUnit=${UNITS[power]}
    href=${url}
    target="_blank"
  ></discord-file-attachment>`;
}
