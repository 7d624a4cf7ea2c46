import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PageState, ShownChannel } from '../protocol.ts';
import { messageView } from './message-view.ts';
import type { Page } from './page.ts';

/** Nearer to the end than this, in pixels, and the log follows what is new. */
const NEAR_END = 120;

/** The messages of a channel, the newest at the bottom. */
export function logView(page: Page, state: PageState, channel: ShownChannel): TemplateResult {
  const messages = [...page.messages.values()].filter((message) => message.channel === channel.id);
  // The components look for their theme once, when they are made.
  const key = `${page.theme} ${channel.id} ${page.role}`;
  return html`<div
    class="log"
    role="log"
    aria-label="Messages in ${channel.name}"
    aria-busy=${page.loading}
    tabindex="0"
    ${ref(followEnd)}
  >
    ${keyed(
      key,
      html`<discord-messages ?light-theme=${page.theme === 'light'} no-background>
        <div class="beginning">
          <p class="welcome">Welcome to #${channel.name}!</p>
          <p>This is the start of the #${channel.name} channel. ${channel.topic}.</p>
        </div>
        ${repeat(
          messages,
          ({ id }) => id,
          (message) => messageView(page, state, message),
        )}
      </discord-messages>`,
    )}
  </div>`;
}

const followed = new WeakSet<Element>();

/** Keeps the newest in sight, unless the person has scrolled up to read. */
function followEnd(log: Element | undefined): void {
  if (log === undefined || followed.has(log)) return;
  followed.add(log);
  let atEnd = true;
  const toEnd = (): void => {
    if (atEnd) log.scrollTop = log.scrollHeight;
  };
  let top = log.scrollTop;
  log.addEventListener('scroll', () => {
    const isNear = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
    // Only a person scrolls up. This event comes late: what was drawn since may have moved the end far away.
    if (isNear || log.scrollTop < top) atEnd = isNear;
    top = log.scrollTop;
  });
  // Messages grow after they were drawn, when their components have drawn themselves.
  const sizes = new ResizeObserver(toEnd);
  sizes.observe(log);
  const observe = (): void => {
    for (const child of log.children) sizes.observe(child);
    atEnd = true;
    toEnd();
  };
  new MutationObserver(observe).observe(log, { childList: true });
  observe();
}
