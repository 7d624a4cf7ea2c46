import { z } from 'zod';
import {
  endAt,
  isAddress,
  isBeGuid,
  isEosId,
  isSteamIdText,
  type ListEnd,
  type ListEntry,
} from './list-entry.ts';

/** What a table can say of a ban. */
const COLUMNS = [
  'identifier',
  'steamid',
  'eosid',
  'guid',
  'ip',
  'id',
  'type',
  'reason',
  'expires',
  'duration',
  'note',
] as const;
export type Column = (typeof COLUMNS)[number];
/** A line of a table by its known columns. */
export type Row = Partial<Record<Column, unknown>>;

/** Other names under which the columns are known. */
const OTHER_NAMES: ReadonlyMap<string, Column> = new Map([
  ['steam_id', 'steamid'],
  ['steamid64', 'steamid'],
  ['steam64', 'steamid'],
  ['eos_id', 'eosid'],
  ['beguid', 'guid'],
  ['be_guid', 'guid'],
  ['expiry', 'expires'],
  ['until', 'expires'],
  ['notes', 'note'],
]);

/** The first of them that says something is banned; `id` comes last, for it may number the lines. */
const IDENTIFIERS = [
  ['identifier', undefined],
  ['steamid', 'steamID'],
  ['eosid', 'eosID'],
  ['guid', 'BEGUID'],
  ['ip', 'ip'],
  ['id', undefined],
] as const;

/** Types whose values have one form. */
const FORMS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['steamID', isSteamIdText],
  ['BEGUID', isBeGuid],
  ['eosID', isEosId],
  ['ip', isAddress],
]);
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [...FORMS.keys()].map((type) => [type.toLowerCase(), type]),
);
const LONGEST_IDENTIFIER = 255;

const text = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim() || undefined : (value ?? undefined)),
  z.string().optional(),
);
const rowSchema = z.object({
  identifier: text,
  steamid: text,
  eosid: text,
  guid: text,
  ip: text,
  id: text,
  type: text,
  reason: text,
  expires: text,
  duration: text,
  note: text,
});

/** Which column a name means; undefined for what is of no use here. */
export function columnOf(name: string): Column | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/gu, '_');
  return COLUMNS.find((column) => column === plain) ?? OTHER_NAMES.get(plain);
}

/** Whether these columns can say whom a ban hits. */
export function nameIdentifiers(columns: readonly (Column | undefined)[]): boolean {
  return IDENTIFIERS.some(([column]) => columns.includes(column));
}

/** @returns a text that says what is wrong with the row */
export function entryOf(row: Row): Omit<ListEntry, 'line'> | string {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return `holds something that is no text in ${String(parsed.error.issues[0]?.path[0])}`;
  const { reason, expires, duration, note } = parsed.data;
  const who = whoOf(parsed.data);
  if (typeof who === 'string') return who;
  if (expires !== undefined && duration !== undefined) return 'has both an end and a duration';
  const end = endOf(expires, duration);
  if (typeof end === 'string') return end;
  return { ...who, reason, end, note };
}

function whoOf(
  row: z.infer<typeof rowSchema>,
): { readonly type: string; readonly identifier: string } | string {
  for (const [column, own] of IDENTIFIERS) {
    const identifier = row[column];
    if (identifier === undefined) continue;
    const type = own ?? spelledAs(row.type) ?? typeOf(identifier);
    if (type === undefined) return 'does not say of which type its identifier is';
    if (!/^[a-z]\w{0,63}$/iu.test(type)) return 'has a type that is none';
    const fits = FORMS.get(type) ?? (({ length }: string) => length <= LONGEST_IDENTIFIER);
    return fits(identifier) ? { type, identifier } : `has an identifier that is no ${type}`;
  }
  return 'has no identifier';
}

/** BattleMetrics tells `steamID` from `steamid`. */
function spelledAs(type: string | undefined): string | undefined {
  return type === undefined ? undefined : (SPELLINGS.get(type.toLowerCase()) ?? type);
}

function typeOf(identifier: string): string | undefined {
  if (isSteamIdText(identifier)) return 'steamID';
  if (isBeGuid(identifier)) return 'BEGUID';
  return isAddress(identifier) ? 'ip' : undefined;
}

function endOf(expires: string | undefined, duration: string | undefined): ListEnd | string | undefined {
  if (duration !== undefined) return { kind: 'duration', text: duration };
  if (expires === undefined) return undefined;
  if (/^(?:never|perm|permanent|null|-1|0)$/iu.test(expires)) return { kind: 'never' };
  const time = momentOf(expires);
  return time === undefined ? 'has an end that is no moment such as 2026-12-31T18:00Z' : endAt(time);
}

/** A day, or a day and a time, in UTC unless it says otherwise. Epoch milliseconds. */
function momentOf(text: string): number | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)? ?(Z|[+-]\d{2}:?\d{2})?)?$/iu.exec(text);
  if (match === null) return undefined;
  const [, day = '', clock = '00:00', seconds = '', zone = 'Z'] = match;
  // Date would take the 31st of February for the 3rd of March.
  const midnight = new Date(`${day}T00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return undefined;
  const offset = zone.toUpperCase().replace(/(\d{2})(\d{2})$/u, '$1:$2');
  const time = Date.parse(`${day}T${clock}${seconds}${offset}`);
  return Number.isNaN(time) ? undefined : time;
}
