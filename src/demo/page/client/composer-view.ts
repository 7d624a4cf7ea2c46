import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ShownChannel } from '../protocol.ts';
import type { Composer, Place } from './composer.ts';
import { onComposerKey } from './composer-keys.ts';
import { fileInput } from './file-input.ts';
import type { Page } from './page.ts';
import { marked, placeId } from './place.ts';
import { ATTACHMENT, type FilledOption } from './typed-command.ts';

/** The input line, and the list above it. */
export function composerView(page: Page, composer: Composer, channel: ShownChannel): TemplateResult {
  const { command, filled } = composer;
  return html`<form
    class="composer"
    @submit=${(event: Event) => {
      event.preventDefault();
      void composer.send();
    }}
    @keydown=${(event: KeyboardEvent) => onComposerKey(composer, event)}
    @focusout=${({ currentTarget, relatedTarget }: FocusEvent) => {
      const inside =
        currentTarget instanceof Node &&
        relatedTarget instanceof Node &&
        currentTarget.contains(relatedTarget);
      // An input that was drawn away loses the focus too; the cursor then moves on to the next one.
      if (!inside && !composer.moved) composer.closeList();
    }}
  >
    ${listView(composer)} ${hintView(page, composer)}
    <div class="line">
      ${
        command === undefined
          ? textInput(composer, channel)
          : html`<span class="command">/${command.path}</span>
              ${filled.map((each) => (each.option.type === ATTACHMENT ? fileInput(composer, each) : optionInput(composer, each)))} ${tailInput(composer)}`
      }
      <button class="send" aria-label="Send" ?disabled=${!page.connected}>➤</button>
    </div>
  </form>`;
}

function textInput(composer: Composer, { name }: ShownChannel): TemplateResult {
  return html`<input
    class="text"
    data-composer="text"
    aria-label="Message #${name}, or / for a command"
    placeholder="Message #${name}, or / for a command"
    ${marked({ in: 'text' })}
    .value=${live(composer.text)}
    @input=${({ target }: Event) => composer.typeText(typedIn(target))}
    @focus=${() => composer.entered({ in: 'text' })}
    role="combobox"
    autocomplete="off"
    aria-autocomplete="list"
    aria-controls="suggestions"
    aria-expanded=${composer.suggestions.length > 0}
    aria-activedescendant=${activeId(composer)}
  />`;
}

function optionInput(composer: Composer, { option, text }: FilledOption): TemplateResult {
  const { name } = option;
  const fault = composer.faults.get(name);
  const place: Place = { in: 'option', name };
  return html`<label class=${fault === undefined ? 'chip' : 'chip wrong'}>
    <span class="chip-name">${name}</span>
    <span class="grow" data-text=${text}
      ><input
        data-option=${name}
        ${marked(place)}
        .value=${live(text)}
        @input=${({ target }: Event) => composer.typeOption(name, typedIn(target))}
        @focus=${() => composer.entered(place)}
        role="combobox"
        size="1"
        autocomplete="off"
        aria-label="${name}: ${option.description}"
        aria-autocomplete="list"
        aria-controls="suggestions"
        aria-expanded=${composer.suggestions.length > 0}
        aria-activedescendant=${activeId(composer)}
        aria-invalid=${fault !== undefined}
        aria-required=${option.required === true}
    /></span>
  </label>`;
}

function tailInput(composer: Composer): TemplateResult {
  const more = composer.left.length;
  return html`<input
    class="tail"
    data-composer="tail"
    ${marked({ in: 'tail' })}
    placeholder=${more > 0 ? `+${more} optional` : ''}
    .value=${live(composer.tail)}
    @input=${({ target }: Event) => composer.typeTail(typedIn(target))}
    @focus=${() => composer.entered({ in: 'tail' })}
    role="combobox"
    autocomplete="off"
    aria-label="More options, or Enter to send"
    aria-autocomplete="list"
    aria-controls="suggestions"
    aria-expanded=${composer.suggestions.length > 0}
    aria-activedescendant=${activeId(composer)}
  />`;
}

function listView(composer: Composer): TemplateResult | string {
  const { suggestions, status, active, command, option } = composer;
  if (suggestions.length === 0 && status === '') return '';
  const title = option?.option.name ?? (command === undefined ? 'Commands' : 'Options');
  return html`<div class="suggestions">
    <p class="list-title">${title}${status === '' ? '' : html`<span class="status" role="status">${status}</span>`}</p>
    <ul id="suggestions" role="listbox" aria-label=${title}>
      ${suggestions.map(
        ({ label, detail, kind, pick }, index) =>
          html`<li
            id="suggestion-${index}"
            role="option"
            data-kind=${kind}
            aria-selected=${index === active}
            @mousedown=${(event: Event) => event.preventDefault()}
            @click=${pick}
          >
            <span class="label">${label}</span>${detail === '' ? '' : html`<small>${detail}</small>`}
          </li>`,
      )}
    </ul>
  </div>`;
}

/** What the option is for, or what is wrong with it. */
function hintView(page: Page, composer: Composer): TemplateResult | string {
  const { option, command } = composer;
  const fault = option === undefined ? undefined : composer.faults.get(option.option.name);
  if (page.problem !== undefined) {
    return html`<p class="hint wrong" role="alert" data-problem>${page.problem}</p>`;
  }
  if (fault !== undefined) return html`<p class="hint wrong" role="alert" data-problem>${fault}</p>`;
  if (option !== undefined)
    return html`<p class="hint"><b>${option.option.name}</b> ${option.option.description}</p>`;
  return command === undefined ? '' : html`<p class="hint">${command.description}</p>`;
}

function activeId({ active }: Composer): string {
  return active < 0 ? '' : `suggestion-${active}`;
}

function typedIn(target: EventTarget | null): string {
  return target instanceof HTMLInputElement ? target.value : '';
}

/** Puts the cursor where the composer has moved on to. */
export function putCursor(composer: Composer): void {
  if (!composer.moved) return;
  composer.moved = false;
  const input = document.querySelector<HTMLInputElement>(`[data-place="${placeId(composer.place)}"]`);
  if (input === null) return;
  input.focus();
  if (input.type !== 'file') input.setSelectionRange(input.value.length, input.value.length);
}
