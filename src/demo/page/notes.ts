import { createSnowflakes } from '../discord/snowflake.ts';
import { NewestMap } from '../newest.ts';
import type { ShownMessage } from './protocol.ts';

/** What stands in a channel and is no message of the bot: what people say, and what only Discord's client tells. */
export interface Note {
  readonly id: string;
  readonly channel: string;
  /** Who alone sees it; undefined for everybody. */
  readonly onlyFor: string | undefined;
  readonly shown: ShownMessage;
}

/** As many as a page can use; older ones are forgotten. */
const MOST_NOTES = 500;

/** Says what Discord's client says by itself. */
export const CLYDE = { name: 'Clyde', avatar: '/avatars/clyde.svg', bot: true } as const;

export class Notes {
  readonly #notes = new NewestMap<string, Note>(MOST_NOTES);
  readonly #now: () => number;
  readonly #snowflake: () => string;

  constructor(now: () => number) {
    this.#now = now;
    this.#snowflake = createSnowflakes(now);
  }

  /** Adds a note or replaces the one with its id. @returns its id. */
  put(input: {
    readonly id?: string;
    readonly channel: string;
    readonly onlyFor?: string | undefined;
    readonly kind?: ShownMessage['kind'];
    readonly author: ShownMessage['author'];
    readonly content: string;
    readonly usedBy?: ShownMessage['usedBy'];
  }): string {
    const { id = this.#snowflake(), channel, onlyFor, kind = 'message', author, content, usedBy } = input;
    const shown: ShownMessage = {
      id,
      channel,
      kind,
      author,
      at: this.#notes.get(id)?.shown.at ?? this.#now(),
      edited: false,
      ephemeral: onlyFor !== undefined,
      content,
      embeds: [],
      components: [],
      attachments: [],
      pinged: [],
      ...(usedBy === undefined ? {} : { usedBy }),
    };
    this.#notes.set(id, { id, channel, onlyFor, shown });
    return id;
  }

  delete(id: string): void {
    this.#notes.delete(id);
  }

  get(id: string): Note | undefined {
    return this.#notes.get(id);
  }

  /** What one person sees of them in a channel. */
  seenBy(personId: string, channel: string): readonly ShownMessage[] {
    return [...this.#notes.values()]
      .filter((note) => note.channel === channel && (note.onlyFor === undefined || note.onlyFor === personId))
      .map(({ shown }) => shown);
  }
}
