import { z } from 'zod';
import type { Channel } from './channels.ts';
import { type RealtimeData, readPublished } from './messages.ts';

/**
 * Frames of BattleMetrics' real-time connection: JSON texts `{i, t, p, c}`, an id that its sender chose, the type, the
 * payload and the channel. Not documented by BattleMetrics; known from clients in use.
 */

/** What we send. */
export type OutgoingFrame =
  /** The token; the answer has the same `i`. */
  | { readonly t: 'auth'; readonly p: string }
  | { readonly t: 'join'; readonly p: readonly Channel[] }
  | { readonly t: 'leave'; readonly p: readonly Channel[] }
  /** Lets through only some messages of a type, for all channels. */
  | { readonly t: 'filter'; readonly p: { readonly type: 'ACTIVITY'; readonly filter: ActivityFilter } }
  /** Asks for what was published since a message, which is named by its `i`. */
  | { readonly t: 'replay'; readonly p: { readonly channels: readonly Channel[]; readonly start: string } }
  | { readonly t: 'ping' };

export interface ActivityFilter {
  readonly tagTypeMode: 'and' | 'or';
  readonly tags: { readonly whitelist?: readonly string[]; readonly blacklist?: readonly string[] };
  /** Such as `event:addPlayer`, `playerMessage`. */
  readonly types: { readonly whitelist?: readonly string[]; readonly blacklist?: readonly string[] };
}

/** What we receive. */
export type IncomingFrame =
  /** The server did what our frame `i` wants. */
  | { readonly kind: 'ack'; readonly i: string | undefined }
  /** The server did not; `i` is that of our frame, if it answers one. */
  | { readonly kind: 'error'; readonly i: string | undefined; readonly said: SaidError }
  | { readonly kind: 'data'; readonly i: string | undefined; readonly data: RealtimeData }
  /** Of no use to us. `why` is for the log and repeats nothing of the frame but its type. */
  | { readonly kind: 'other'; readonly i: string | undefined; readonly why: string };

export interface SaidError {
  /** One line; may repeat what we sent. */
  readonly text: string | undefined;
  /** As of HTTP. */
  readonly status: number | undefined;
}

const LONGEST_SAID = 200;

const frame = z.object({
  i: z.string().min(1).optional().catch(undefined),
  t: z.string(),
  p: z.unknown().optional(),
  c: z.string().optional().catch(undefined),
});

const word = z.string().optional().catch(undefined);
const errorObject = z.object({
  detail: word,
  message: word,
  title: word,
  status: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{3}$/)
        .transform(Number),
    ])
    .optional()
    .catch(undefined),
});
/** A text, an error of JSON:API, or a document of such. */
const errorPayload = z.union([
  z.string().transform((detail) => ({ detail })),
  z.object({ errors: z.tuple([errorObject], z.unknown()) }).transform(({ errors }) => errors[0]),
  errorObject,
]);

/** @param i an id that no other frame of the connection has */
export function encodeFrame(i: string, outgoing: OutgoingFrame): string {
  return JSON.stringify({ i, ...outgoing });
}

/** Reads what the server sent. Never throws: whatever is not understood is `other`. */
export function parseFrame(json: string): IncomingFrame {
  const value = parseJson(json);
  if (value === undefined) return { kind: 'other', i: undefined, why: 'no JSON' };
  const { data: known } = frame.safeParse(value);
  if (known === undefined) return { kind: 'other', i: undefined, why: 'not in the form of a frame' };
  const { i, t, p, c } = known;
  if (t === 'ack') return { kind: 'ack', i };
  if (t === 'error') return { kind: 'error', i, said: readError(p) };
  const data = readPublished({ i, t, p, c });
  if (data !== undefined) return { kind: 'data', i, data };
  return { kind: 'other', i, why: `not understood, of the type ${/^[\w:.-]{1,40}$/.test(t) ? t : '*'}` };
}

function readError(payload: unknown): SaidError {
  const { data = {} } = errorPayload.safeParse(payload);
  const { detail, message, title, status }: z.output<typeof errorObject> = {
    ...errorObject.parse({}),
    ...data,
  };
  const said = (detail ?? message ?? title ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return { text: said === '' ? undefined : [...said].slice(0, LONGEST_SAID).join(''), status };
}

/** Undefined for what is no JSON: a fault of the other side that does not matter here. */
function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
