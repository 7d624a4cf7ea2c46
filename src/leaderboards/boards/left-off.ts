import type { Board } from '../../store/board.ts';
import type { Exclusion } from '../../store/exclusions.ts';
import { withKillsToPass } from './kills-to-pass.ts';

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

  /** Whether a pilot is left off: by UCID, by the name where that was all that was known, or by the account. */
  hasPilot(ucid: string, nick: string, discordId: string | undefined): boolean {
    return (
      this.keys.has(`ucid:${ucid}`) ||
      this.keys.has(`nick:${nick}`) ||
      (discordId !== undefined && this.accounts.has(discordId))
    );
  }
}

/**
 * A board of earlier without those who are left off since.
 * @param accountOf the account that a pilot is linked to, by UCID, as far as it is known: nobody is asked here
 */
export function withoutLeftOff(
  board: Board,
  exclusions: readonly Exclusion[],
  accountOf: (ucid: string) => string | undefined,
): Board {
  const left = new LeftOff(exclusions);
  const isOut = ({ key, name }: Board['entries'][number]): boolean => {
    if (key.startsWith('nick:')) return left.names.has(name);
    if (!key.startsWith('ucid:')) return left.keys.has(key);
    const ucid = key.slice('ucid:'.length);
    return left.hasPilot(ucid, name, accountOf(ucid));
  };
  const [first = { rank: 1 }] = board.entries;
  const entries = board.entries
    .filter((entry) => !isOut(entry))
    .map((entry, index) => ({ ...entry, rank: first.rank + index }));
  const count = board.ranked.count - (board.entries.length - entries.length);
  return { ...board, entries: withKillsToPass(entries), ranked: { ...board.ranked, count } };
}

/**
 * Whether a board of earlier may name somebody who asked to be left off since: while nobody can be asked, of a pilot
 * who was not met since the start it is not known whose account is linked.
 */
export function mayNameOptedOut(
  board: Board,
  exclusions: readonly Exclusion[],
  isMet: (ucid: string) => boolean,
): boolean {
  const since = exclusions.some(
    ({ subject, createdAt }) => subject.kind === 'discord' && createdAt >= board.asOf,
  );
  return (
    since && board.entries.some(({ key }) => key.startsWith('ucid:') && !isMet(key.slice('ucid:'.length)))
  );
}
