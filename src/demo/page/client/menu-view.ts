import { html, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { SimulatedComponent } from '../protocol.ts';
import type { Page } from './page.ts';

type TextMenu = Extract<SimulatedComponent, { type: 3 }>;

/**
 * A menu below a message. Not the component library's: that one cannot be reached by the keyboard, does not say
 * which option was chosen, and leaves its options to sighted people.
 */
export function menuView(page: Page, message: string, menu: TextMenu): TemplateResult {
  const { custom_id: customId, options, placeholder, disabled = false } = menu;
  const open = page.menu?.message === message && page.menu.customId === customId ? page.menu : undefined;
  const busy = page.busy.has(`${message} ${customId}`);
  const shown = options.filter((option) => option.default === true).map(({ label }) => label);
  const id = `menu-${message}-${options.length}`;
  return html`<div class="menu" @focusout=${(event: FocusEvent) => closeWhenLeft(page, menu, event)}>
    <button
      class="menu-trigger"
      data-custom-id=${customId}
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded=${open !== undefined}
      aria-controls=${id}
      aria-label=${placeholder ?? 'Make a selection'}
      aria-activedescendant=${open === undefined ? '' : `${id}-${open.active}`}
      ?disabled=${disabled}
      aria-busy=${busy}
      @click=${() => (open === undefined ? openMenu(page, message, menu) : close(page, menu))}
      @keydown=${(event: KeyboardEvent) => onKey(page, message, menu, event)}
    >
      <span class=${shown.length > 0 ? '' : 'placeholder'}
        >${shown.length > 0 ? shown.join(', ') : (placeholder ?? 'Make a selection')}</span
      ><span aria-hidden="true">▾</span>
    </button>
    ${
      open === undefined
        ? ''
        : html`<ul id=${id} class="menu-list" role="listbox" data-menu=${customId} aria-multiselectable=${isMultiple(menu)}>
            ${options.map((option, index) => {
              const { label, value, description, emoji } = option;
              const chosen = open.chosen.has(value);
              return html`<li
                id="${id}-${index}"
                role="option"
                data-value=${value}
                aria-selected=${chosen}
                class=${classMap({ active: index === open.active, chosen })}
                @mousedown=${(event: Event) => event.preventDefault()}
                @click=${() => choose(page, menu, value)}
              >
                <span>${emoji?.name ?? ''} ${label}</span>
                ${description === undefined ? '' : html`<small>${description}</small>`}
              </li>`;
            })}
          </ul>`
    }
  </div>`;
}

function isMultiple({ max_values: most = 1 }: TextMenu): boolean {
  return most > 1;
}

function openMenu(page: Page, message: string, { custom_id: customId, options }: TextMenu): void {
  const chosen = options.filter((option) => option.default === true).map(({ value }) => value);
  const active = Math.max(
    0,
    options.findIndex(({ value }) => value === chosen[0]),
  );
  page.menu = { message, customId, active, chosen: new Set(chosen) };
  page.update();
  requestAnimationFrame(() => document.querySelector('.menu-list')?.scrollIntoView({ block: 'nearest' }));
}

function choose(page: Page, menu: TextMenu, value: string): void {
  const { menu: open } = page;
  if (open === undefined) return;
  if (!isMultiple(menu)) {
    page.menu = undefined;
    void page.useComponent(open.message, open.customId, [value]);
    return;
  }
  const chosen = new Set(open.chosen);
  if (!chosen.delete(value) && chosen.size < (menu.max_values ?? 1)) chosen.add(value);
  page.menu = { ...open, chosen };
  page.update();
}

/** A menu of several choices is sent when it is closed, as in Discord. */
function close(page: Page, menu: TextMenu): void {
  const { menu: open } = page;
  page.menu = undefined;
  page.update();
  if (open === undefined || !isMultiple(menu)) return;
  const before = menu.options.filter((option) => option.default === true);
  const changed = before.length !== open.chosen.size || before.some(({ value }) => !open.chosen.has(value));
  if (changed && open.chosen.size >= (menu.min_values ?? 1)) {
    void page.useComponent(open.message, open.customId, [...open.chosen]);
  }
}

function closeWhenLeft(page: Page, menu: TextMenu, event: FocusEvent): void {
  const { currentTarget, relatedTarget } = event;
  const inside =
    currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
  if (!inside && page.menu?.customId === menu.custom_id) close(page, menu);
}

function onKey(page: Page, message: string, menu: TextMenu, event: KeyboardEvent): void {
  const { menu: open } = page;
  const { key } = event;
  const last = menu.options.length - 1;
  if (open === undefined || open.message !== message || open.customId !== menu.custom_id) {
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
    event.preventDefault();
    openMenu(page, message, menu);
    return;
  }
  const goTo: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(last, open.active + 1),
    ArrowUp: Math.max(0, open.active - 1),
    Home: 0,
    End: last,
  };
  const active = goTo[key];
  if (active !== undefined) page.menu = { ...open, active };
  else if (key === 'Enter' || key === ' ') choose(page, menu, menu.options[open.active]?.value ?? '');
  else if (key === 'Escape') close(page, menu);
  else return;
  event.preventDefault();
  page.update();
  requestAnimationFrame(() =>
    document.querySelector('.menu-list .active')?.scrollIntoView({ block: 'nearest' }),
  );
}
