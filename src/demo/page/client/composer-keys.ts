import type { Composer } from './composer.ts';

/** What the keys do in the input line, besides what they do in any input. */
export function onComposerKey(composer: Composer, event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLInputElement) || event.isComposing) return;
  // Where files are given, there is no text to move through.
  const noText = target.type === 'file';
  const atStart = noText || (target.selectionStart === 0 && target.selectionEnd === 0);
  const atEnd = noText || target.selectionStart === target.value.length;
  const handled = ((): boolean => {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (composer.suggestions.length === 0) composer.suggest();
        else composer.move(key === 'ArrowDown' ? 1 : -1);
        return true;
      case 'Enter':
        if (!pick(composer)) void composer.send();
        return true;
      case 'Tab':
        return !event.shiftKey && pick(composer);
      case 'Escape':
        if (composer.suggestions.length > 0 || composer.status !== '') composer.closeList();
        else composer.clear();
        return true;
      case 'Backspace':
        return (noText || target.value === '') && stepBack(composer);
      case 'ArrowLeft':
        return atStart && focusNeighbour(target, -1);
      case 'ArrowRight':
        return atEnd && focusNeighbour(target, 1);
      default:
        return false;
    }
  })();
  if (handled) event.preventDefault();
}

function pick(composer: Composer): boolean {
  const suggestion = composer.suggestions[composer.active];
  suggestion?.pick();
  return suggestion !== undefined;
}

function stepBack(composer: Composer): boolean {
  const { place, filled } = composer;
  if (place.in === 'text') return false;
  if (place.in === 'option') composer.remove(place.name);
  else {
    const last = filled.at(-1);
    if (last === undefined) composer.back();
    else composer.goTo({ in: 'option', name: last.option.name });
  }
  return true;
}

function focusNeighbour(input: HTMLInputElement, step: 1 | -1): boolean {
  const inputs = [...(input.form?.querySelectorAll<HTMLInputElement>('input') ?? [])];
  const next = inputs[inputs.indexOf(input) + step];
  if (next === undefined) return false;
  next.focus();
  // Where files are given, there is no text to be at the end of.
  const at = step < 0 ? next.value.length : 0;
  if (next.type !== 'file') next.setSelectionRange(at, at);
  return true;
}
