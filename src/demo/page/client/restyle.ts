import { type CSSResult, css, type LitElement } from 'lit';

/**
 * What the components draw for a dark background alone, in the page's own colours: their shadow trees take no styles
 * from outside, but a class of them takes more before its first element is made.
 */
const MORE: Readonly<Record<string, CSSResult>> = {
  'discord-command': css`
    :host .discord-slash-command-name {
      color: var(--link) !important;
      background-color: color-mix(in srgb, var(--accent) 15%, transparent);
    }
  `,
  'discord-message': css`
    .discord-message-timestamp,
    .discord-message-edited {
      color: var(--muted) !important;
    }
  `,
  'discord-embed': css`
    :host .discord-embed-wrapper {
      max-width: min(520px, 100%);
    }

    :host .discord-embed-root {
      max-width: 100%;
    }
  `,
  'discord-button': css`
    :host > *:first-child {
      height: auto;
      padding: 4px 16px;
    }

    button:focus-visible,
    a:focus-visible {
      outline: 2px solid var(--link);
      outline-offset: 2px;
    }
  `,
};

export function restyleComponents(): void {
  for (const [name, styles] of Object.entries(MORE)) {
    // The library defines all of its elements as classes of Lit.
    const element = customElements.get(name) as typeof LitElement | undefined;
    element?.elementStyles.push(styles);
  }
}
