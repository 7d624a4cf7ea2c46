import type { Exclusion } from '../store/exclusions.ts';

/** Whom a list of exclusions is about. */
export class LeftOff {
  /** `ucid:…`, `bm:…` */
  readonly keys: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  /** Names that were excluded as such, and those that excluded pilots had. */
  readonly names: ReadonlySet<string>;

  constructor(exclusions: readonly Exclusion[]) {
    const keys = exclusions.flatMap(({ subject }) => (subject.kind === 'key' ? [subject.key] : []));
    const pilots = exclusions.filter(
      ({ subject }) => subject.kind === 'key' && subject.key.startsWith('ucid:'),
    );
    this.keys = new Set(keys);
    this.accounts = new Set(
      exclusions.flatMap(({ subject }) => (subject.kind === 'discord' ? [subject.discordId] : [])),
    );
    this.names = new Set([
      ...keys.filter((key) => key.startsWith('nick:')).map((key) => key.slice('nick:'.length)),
      ...pilots.map(({ name }) => name),
    ]);
  }

  /** The UCIDs among the keys. */
  get ucids(): readonly string[] {
    return [...this.keys].filter((key) => key.startsWith('ucid:')).map((key) => key.slice('ucid:'.length));
  }
}
