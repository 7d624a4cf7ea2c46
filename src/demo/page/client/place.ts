import { ref } from 'lit/directives/ref.js';
import type { Place } from './composer.ts';

/** Marks an input with its place, so that the cursor can be put there. */
export function marked(place: Place) {
  return ref((element) => {
    if (element instanceof HTMLElement) element.dataset['place'] = placeId(place);
  });
}

export function placeId(place: Place): string {
  return place.in === 'option' ? `option ${place.name}` : place.in;
}
