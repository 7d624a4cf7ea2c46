import { LosslessNumber, stringify } from 'lossless-json';

/** What the simulator sends back: the forms of FastAPI under uvicorn. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes for what is no text. */
  readonly body: string | Uint8Array;
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json' },
    body: stringify(body) ?? 'null',
  };
}

export const detail = (
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Answer => json({ detail: text }, status, headers);

/** An exception in the server's own code. */
export const INTERNAL_SERVER_ERROR: Answer = {
  status: 500,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Internal Server Error',
};

export const NOT_FOUND: Answer = detail(404, 'Not Found');

export const methodNotAllowed = (allow: string): Answer => detail(405, 'Method Not Allowed', { allow });

export const redirect = (location: string): Answer => ({ status: 307, headers: { location }, body: '' });

/** A Python float, which is written with its point: 8.0. */
export function float(value: number): unknown {
  return Number.isInteger(value) ? new LosslessNumber(`${value}.0`) : value;
}

/** A Python int of any length. */
export const integer = (digits: string): unknown => new LosslessNumber(digits);

/** FastAPI's reading of a boolean; undefined for what it refuses. */
export function parseBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (['true', '1', 'on', 't', 'y', 'yes'].includes(word)) return true;
  return ['false', '0', 'off', 'f', 'n', 'no'].includes(word) ? false : undefined;
}
