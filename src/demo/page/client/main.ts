/**
 * The page of `npm run demo`: one window onto the simulated Discord.
 *
 * For whoever drives it (tests, the gallery), these stay as they are:
 * - `html[data-bot=ready|starting|stopped]`, `html[data-theme=dark|light]`, `html[data-connected]`
 * - `[data-channel=NAME]`, `[data-role=member|moderator|admin]`, `[data-fault=NAME]`, `[data-speed]`, `[data-theme-switch]`
 * - `[role=log]` holds `[data-message=ID][data-kind=message|thinking|sending|failed]`, with `data-ephemeral` where only
 *   this person sees it; `[data-dismiss]` takes such a message away; `[data-failure]` is what went wrong with it
 * - in a message: `[data-embed]`, `[data-field]`, `[data-custom-id=ID]` (buttons, and the triggers of menus)
 * - the input line: `[data-composer=text|tail]`, `[data-option=NAME]`; its list `#suggestions` with `[role=option]`
 * - an open menu: `[role=listbox][data-menu=ID]` with `[role=option][data-value]`
 * - a form: `dialog[data-form]` with `[data-form-field=ID]`, buttons Submit and Cancel
 * - `[role=alert][data-problem]`: what could not be done, and why
 */
import '@skyra/discord-components-core';
import { html, render } from 'lit';
import { Composer } from './composer.ts';
import { composerView, putCursor } from './composer-view.ts';
import { openSpoiler, tickTimes } from './dom.ts';
import { formView } from './form-view.ts';
import { logView } from './log-view.ts';
import { Page } from './page.ts';
import { restyleComponents } from './restyle.ts';
import { sideBarView } from './side-bar-view.ts';

const TICK_MS = 1_000;

function draw(): void {
  const { state } = page;
  const root = document.documentElement;
  const focused = document.activeElement;
  root.dataset['theme'] = page.theme;
  root.dataset['bot'] = state?.bot ?? 'starting';
  root.toggleAttribute('data-connected', page.connected);
  const channel = state?.channels.find(({ id }) => id === page.channel);
  render(
    state === undefined || channel === undefined
      ? html`<p class="starting" role="status">Connecting to the demo…</p>`
      : html`${sideBarView(page, state)}
          <main class="channel">
            <header class="channel-header">
              <button
                class="side-bar-switch"
                aria-label="Channels, people and faults"
                aria-expanded=${page.sideBarOpen}
                aria-controls="side-bar"
                @click=${() => {
                  page.sideBarOpen = !page.sideBarOpen;
                  page.update();
                }}
              >
                ☰
              </button>
              <h1><span class="hash" aria-hidden="true">#</span>${channel.name}</h1>
              <p class="topic">${channel.topic}</p>
            </header>
            ${banner()} ${logView(page, state, channel)} ${composerView(page, composer, channel)}
          </main>
          ${formView(page)}`,
    document.body,
  );
  // At once: what is typed in the next moment should find the cursor where it belongs.
  putCursor(composer);
  // What had the focus may be gone with an edit; the next Tab should go on from the messages, not from the top.
  if (focused !== null && !focused.isConnected) focusOn('[role=log]');
}

function focusOn(selector: string): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>(selector)?.focus();
}

/** Whoever just types, types into the input line. */
function typeAnywhere({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): void {
  const elsewhere = target !== document.body && !(target instanceof Element && target.role === 'log');
  if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey || elsewhere) return;
  document.querySelector<HTMLElement>('[data-composer]')?.focus();
}

function banner() {
  if (!page.connected) return html`<p class="banner" role="status">The connection broke. Trying again…</p>`;
  if (page.state?.bot === 'starting') return html`<p class="banner" role="status">Squawk is starting…</p>`;
  if (page.state?.bot === 'stopped') return html`<p class="banner" role="status">Squawk has stopped.</p>`;
  return '';
}

restyleComponents();
const page = new Page(draw);
const composer = new Composer(page);
document.addEventListener('click', openSpoiler);
document.addEventListener('keydown', openSpoiler);
document.addEventListener('keydown', typeAnywhere);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !page.sideBarOpen) return;
  page.sideBarOpen = false;
  page.update();
});
setInterval(() => tickTimes(document, Date.now()), TICK_MS);
draw();
