/**
 * Where an array is sent as one `key[]=value` for each value. Everywhere else the document has comma-separated lists
 * (`include`, `sort`, `fields[ban]`, `filter[servers]`, …).
 */
const REPEATED = new Set(['countries', 'features']);

/**
 * Encodes the query of any operation, as the document's curl examples do:
 *
 *     { page: { size: 10 } }                              page[size]=10
 *     { filter: { server: { players: { min: 1 } } } }     filter[server][players][min]=1
 *     { filter: { servers: ['1', '2'] } }                 filter[servers]=1,2
 *     { filter: { countries: ['US', 'CA'] } }             filter[countries][]=US&filter[countries][]=CA
 *     { filter: { features: { [id]: { or: ['a'] } } } }   filter[features][id][or][]=a
 *     { filter: { lastSeen: range(from, to) } }           filter[lastSeen]=from:to
 *     { metrics: [{ name: 'a', resolution: '60' }] }          metrics[0][name]=a&metrics[0][resolution]=60
 *
 * with keys and values percent-encoded. Undefined and lists without values are left out.
 * @throws TypeError for what no query can hold: null, functions, lists of lists.
 * @returns the query without a question mark; empty if there is nothing to ask.
 */
export function encodeQuery(query: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) append(params, key, value, REPEATED.has(key));
  // URLSearchParams writes a space as a plus, which only form decoders understand; a plus itself is %2B already.
  return params.toString().replaceAll('+', '%20');
}

/**
 * A range filter, inclusive and open where a side is left out: `range(50, 100)` is `50:100`, `range(50)` is `50:`.
 * Times are Dates or ISO 8601.
 */
export function range(from?: number | string | Date, to?: number | string | Date): string {
  return `${from === undefined ? '' : scalar(from)}:${to === undefined ? '' : scalar(to)}`;
}

function append(params: URLSearchParams, key: string, value: unknown, repeated: boolean): void {
  if (value === undefined) return;
  if (Array.isArray(value) && value.some(isGroup)) {
    for (const [index, inner] of value.entries()) append(params, `${key}[${index}]`, inner, repeated);
  } else if (Array.isArray(value)) {
    const texts = value.filter((item) => item !== undefined).map(scalar);
    if (repeated) for (const text of texts) params.append(`${key}[]`, text);
    else if (texts.length > 0) params.append(key, texts.join(','));
  } else if (isGroup(value)) {
    for (const [name, inner] of Object.entries(value)) {
      append(params, `${key}[${name}]`, inner, repeated || REPEATED.has(name));
    }
  } else {
    params.append(key, scalar(value));
  }
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function scalar(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new TypeError(`a query holds texts, numbers, booleans, dates and lists of them, not ${typeof value}`);
}
