import { html, type TemplateResult } from 'lit';
import { LARGEST_FILE } from '../largest-file.ts';
import type { ShownOption } from '../protocol.ts';
import type { Composer, Place } from './composer.ts';
import { marked } from './place.ts';
import type { FilledOption } from './typed-command.ts';

/** An option that wants a file: one is chosen, or its text is pasted, for a visitor seldom has a ban list at hand. */
export function fileInput(composer: Composer, { option, file }: FilledOption): TemplateResult {
  const { name } = option;
  const fault = composer.faults.get(name);
  const place: Place = { in: 'option', name };
  return html`<label class=${fault === undefined ? 'chip' : 'chip wrong'}>
    <span class="chip-name">${name}</span>
    <span class="file">
      <input
        type="file"
        data-option=${name}
        ${marked(place)}
        @change=${({ target }: Event) => {
          const [chosen] = target instanceof HTMLInputElement ? (target.files ?? []) : [];
          if (chosen !== undefined) void take(composer, option, chosen);
        }}
        @paste=${(event: ClipboardEvent) => {
          const pasted = pastedFile(event.clipboardData);
          if (pasted === undefined) return;
          event.preventDefault();
          void take(composer, option, pasted);
        }}
        @focus=${() => composer.entered(place)}
        aria-label="${name}: ${option.description}"
        aria-invalid=${fault !== undefined}
      />
      ${file === undefined ? 'Choose a file, or paste' : file.name}
    </span>
  </label>`;
}

async function take(composer: Composer, option: ShownOption, file: File): Promise<void> {
  if (file.size > LARGEST_FILE) {
    composer.object(option.name, `The demo takes files of at most ${LARGEST_FILE / 1024 ** 2} MB.`);
    return;
  }
  composer.give(option, { name: file.name, base64: await toBase64(file) });
}

function pastedFile(pasted: DataTransfer | null): File | undefined {
  const [file] = pasted?.files ?? [];
  if (file !== undefined) return file;
  const text = pasted?.getData('text/plain') ?? '';
  return text === '' ? undefined : new File([text], 'pasted.txt');
}

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^data:[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}
