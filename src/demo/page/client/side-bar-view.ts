import { html, type TemplateResult } from 'lit';
import type { PageState } from '../protocol.ts';
import type { Page } from './page.ts';

/** What the world's speed can be set to. */
const SPEEDS = [
  [0, 'stands still'],
  [1, 'real time'],
  [10, '10 × faster'],
  [60, '60 × faster'],
  [300, '300 × faster'],
] as const;

/** Channels, who one is, and what one can break. */
export function sideBarView(page: Page, state: PageState): TemplateResult {
  return html`<aside id="side-bar" class=${page.sideBarOpen ? 'side-bar open' : 'side-bar'} aria-label="Demo">
      <p class="guild">Squawk demo</p>
      <nav aria-label="Channels">
        ${state.channels.map(({ id, name }) => {
          const unread = page.unread.has(id);
          return html`<button
            class=${unread ? 'channel-link unread' : 'channel-link'}
            data-channel=${name}
            aria-current=${id === page.channel ? 'page' : 'false'}
            @click=${() => page.setChannel(id)}
          >
            <span class="hash" aria-hidden="true">#</span>${name}
            ${unread ? html`<span class="sr-only">, new messages</span>` : ''}
          </button>`;
        })}
      </nav>
      <fieldset class="people">
        <legend>You are</legend>
        ${state.people.map(
          ({ role, name }) =>
            html`<label>
              <input
                type="radio"
                name="role"
                data-role=${role}
                .checked=${role === page.role}
                @change=${() => page.setRole(role)}
              /><img src="/avatars/${role}.svg" alt="" />${name}
            </label>`,
        )}
      </fieldset>
      <fieldset class="faults">
        <legend>Break something</legend>
        ${state.faults.map(
          ({ name, label, on }) =>
            html`<label>
              <input
                type="checkbox"
                role="switch"
                data-fault=${name}
                .checked=${on}
                @change=${({ target }: Event) =>
                  page.socket.send({
                    type: 'fault',
                    name,
                    on: target instanceof HTMLInputElement && target.checked,
                  })}
              />${label}
            </label>`,
        )}
      </fieldset>
      ${state.speed === undefined ? '' : speedView(page, state.speed)}
      <button
        class="plain"
        data-theme-switch
        @click=${() => page.setTheme(page.theme === 'dark' ? 'light' : 'dark')}
      >
        ${page.theme === 'dark' ? 'Light theme' : 'Dark theme'}
      </button>
    </aside>
    <div
      class="curtain"
      @click=${() => {
        page.sideBarOpen = false;
        page.update();
      }}
    ></div>`;
}

function speedView(page: Page, speed: number): TemplateResult {
  const known = SPEEDS.some(([factor]) => factor === speed);
  return html`<label class="speed">
    The world
    <select
      data-speed
      .value=${String(speed)}
      @change=${({ target }: Event) => {
        if (target instanceof HTMLSelectElement)
          page.socket.send({ type: 'speed', factor: Number(target.value) });
      }}
    >
      ${known ? '' : html`<option value=${speed} selected>${speed} × faster</option>`}
      ${SPEEDS.map(([factor, label]) => html`<option value=${factor} ?selected=${factor === speed}>${label}</option>`)}
    </select>
  </label>`;
}
