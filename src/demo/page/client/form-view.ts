import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { SimulatedField, SimulatedModal } from '../protocol.ts';
import { modalFields } from './form-fields.ts';
import type { Page } from './page.ts';

const TEXT_MENU = 3;
const PARAGRAPH = 2;

/** The form that the bot opened, over everything else: the browser's own dialog keeps the focus inside. */
export function formView(page: Page): TemplateResult | string {
  const { form: open } = page;
  if (open === undefined) return '';
  const close = (): void => {
    page.form = undefined;
    page.update();
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    page.form = { ...open, sending: true };
    page.update();
    const answer = await page.socket.ask({
      type: 'submit',
      role: page.role,
      interaction: open.interaction,
      fields: Object.fromEntries(fieldsToSend(open.form, open.values)),
    });
    page.form = answer.type === 'refused' ? { ...open, sending: false, problem: answer.text } : undefined;
    page.update();
  };
  return html`<dialog class="form" data-form aria-labelledby="form-title" ${ref(showModal)} @close=${close} @cancel=${close}>
    <form @submit=${submit}>
      <header>
        <img src="/avatars/squawk.svg" alt="" />
        <h2 id="form-title">${open.form.title}</h2>
        <button type="button" class="link" aria-label="Close" @click=${close}>✕</button>
      </header>
      <p class="warning">
        This form will be submitted to <strong>Squawk</strong>. Do not share passwords or other sensitive information.
      </p>
      ${modalFields(open.form).map((shown, index) => fieldView(page, shown, index === 0))}
      ${open.problem === undefined ? '' : html`<p class="failure" role="alert">${open.problem}</p>`}
      <footer>
        <button type="button" class="plain" @click=${close}>Cancel</button>
        <button type="submit" class="primary" ?disabled=${open.sending}>Submit</button>
      </footer>
    </form>
  </dialog>`;
}

function showModal(dialog: Element | undefined): void {
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  // Drawn, but perhaps not in the document yet.
  queueMicrotask(() => {
    if (dialog.isConnected && !dialog.open) dialog.showModal();
  });
}

function fieldsToSend(form: SimulatedModal, values: ReadonlyMap<string, string>): [string, string][] {
  return modalFields(form).flatMap(({ field }): [string, string][] => {
    const value = values.get(field.custom_id) ?? defaultOf(field);
    return field.type === TEXT_MENU && value === '' ? [] : [[field.custom_id, value]];
  });
}

function defaultOf(field: SimulatedField): string {
  if (field.type !== TEXT_MENU) return field.value ?? '';
  return field.options.find((option) => option.default === true)?.value ?? '';
}

function fieldView(
  page: Page,
  { field, label, description }: ReturnType<typeof modalFields>[number],
  first: boolean,
): TemplateResult {
  const { custom_id: id, required = true } = field;
  const take = ({ target }: Event): void => {
    const typed =
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement;
    if (typed) page.form?.values.set(id, target.value);
  };
  return html`<label class="field">
    <span class="field-label">${label}${required ? html`<span class="required" aria-hidden="true"> *</span>` : ''}</span>
    ${description === undefined ? '' : html`<small>${description}</small>`}
    ${inputView(field, { id, required, first, take })}
  </label>`;
}

function inputView(
  field: SimulatedField,
  {
    id,
    required,
    first,
    take,
  }: { id: string; required: boolean; first: boolean; take: (event: Event) => void },
): TemplateResult {
  if (field.type === TEXT_MENU) {
    return html`<select data-form-field=${id} ?required=${required} ?autofocus=${first} @change=${take}>
      <option value="">${field.placeholder ?? 'Make a selection'}</option>
      ${field.options.map(
        ({ label, value, default: chosen }) =>
          html`<option value=${value} ?selected=${chosen === true}>${label}</option>`,
      )}
    </select>`;
  }
  const { min_length: least = 0, max_length: most = 4_000, placeholder = '', value = '' } = field;
  return field.style === PARAGRAPH
    ? html`<textarea
        data-form-field=${id}
        rows="4"
        minlength=${least}
        maxlength=${most}
        placeholder=${placeholder}
        ?required=${required}
        ?autofocus=${first}
        @input=${take}
        .defaultValue=${value}
      ></textarea>`
    : html`<input
        type="text"
        data-form-field=${id}
        minlength=${least}
        maxlength=${most}
        placeholder=${placeholder}
        ?required=${required}
        ?autofocus=${first}
        @input=${take}
        .defaultValue=${value}
      />`;
}
