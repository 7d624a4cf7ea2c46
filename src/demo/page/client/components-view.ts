import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { SimulatedActionRow, SimulatedComponent } from '../protocol.ts';
import { menuView } from './menu-view.ts';
import type { Page } from './page.ts';

const BUTTON = 2;
const LINK = 5;
const TEXT_MENU = 3;

/** Names of Discord's button styles, by number. */
const STYLES: Readonly<Record<number, 'primary' | 'secondary' | 'success' | 'destructive'>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'destructive',
};

/** The rows below a message. */
export function componentsView(
  page: Page,
  message: string,
  rows: readonly SimulatedActionRow[],
): TemplateResult | string {
  if (rows.length === 0) return '';
  return html`<discord-attachments slot="components">
    ${rows.map(
      ({ components }) =>
        html`<discord-action-row>${components.map((each) => componentView(page, message, each))}</discord-action-row>`,
    )}
  </discord-attachments>`;
}

function componentView(page: Page, message: string, component: SimulatedComponent): TemplateResult {
  if (component.type === TEXT_MENU) return menuView(page, message, component);
  if (component.type !== BUTTON)
    return html`<span class="unknown">A menu that this page does not know</span>`;
  const { label, emoji, style, custom_id: customId = '', url, disabled = false } = component;
  const busy = page.busy.has(`${message} ${customId}`);
  const off = disabled || busy;
  return html`<discord-button
    type=${STYLES[style] ?? 'secondary'}
    .url=${style === LINK ? url : undefined}
    ?disabled=${off}
    data-custom-id=${customId}
    aria-busy=${busy}
    ${ref((element) => {
      if (element !== undefined) void forbid(element, disabled);
    })}
    @click=${() => {
      if (!off && style !== LINK) void page.useComponent(message, customId);
    }}
    >${emoji?.name ?? ''} ${label ?? ''}</discord-button
  >`;
}

/** The component only paints a button as disabled; who uses a keyboard should not come to it either. */
async function forbid(element: Element, disabled: boolean): Promise<void> {
  if ('updateComplete' in element) await element.updateComplete;
  element.shadowRoot?.querySelector('button')?.toggleAttribute('disabled', disabled);
}
