import { type DestinationStream, type Logger, pino } from 'pino';
import { maskAddresses } from './render/mask.ts';

export interface LogOptions {
  readonly level: string;
  /** Values that must not stand in any line, wherever they come from. */
  readonly secrets: readonly string[];
  /** Default: standard output. */
  readonly destination?: DestinationStream;
}

/**
 * The logger of the process: one JSON object a line. Secrets are cut from the finished line, so no careless
 * field can leak one; errors keep to the fields that are known to be harmless.
 */
export function createLogger({ level, secrets, destination }: LogOptions): Logger {
  // A secret stands in a line as JSON writes it, escapes included.
  const written = secrets
    .filter((secret) => secret !== '')
    .map((secret) => JSON.stringify(secret).slice(1, -1));
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: serializeError, error: serializeError },
      hooks: {
        streamWrite: (line) => written.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line),
      },
    },
    destination ?? pino.destination({ sync: true }),
  );
}

/** An error for the log. */
export interface SerializedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: SerializedError;
  readonly [detail: string]: unknown;
}

/** What errors of Squawk, Node and discord.js carry that helps and cannot hold private data. */
const DETAILS = ['code', 'kind', 'status', 'identifier', 'reason', 'failure', 'executed'] as const;

/**
 * Writes an error for the log by a list of known fields. Others stay out: an error of discord.js holds the whole
 * body it sent, which in a moderator's reply includes private identifiers.
 */
export function serializeError(error: unknown): SerializedError {
  if (!(error instanceof Error)) return { type: typeof error, message: maskIdentifiers(String(error)) };
  const details: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(error)) {
    if (DETAILS.some((detail) => detail === name)) details[name] = value;
    if (name === 'apiMessage' && typeof value === 'string') details[name] = maskIdentifiers(value);
  }
  return {
    type: error.name,
    message: maskIdentifiers(error.message),
    ...(error.stack === undefined ? {} : { stack: maskIdentifiers(error.stack) }),
    ...details,
    ...(error.cause === undefined ? {} : { cause: serializeError(error.cause) }),
  };
}

/** The machine itself, which a message about a refused connection should name. */
const LOOPBACK = /(\b127\.0\.0\.1\b)/u;

/**
 * Hides what may identify a person: Steam ids and other long numbers, long hexadecimal ids, addresses. Of ids nothing
 * stays, unlike in what people read: a log is kept for long.
 */
export function maskIdentifiers(text: string): string {
  const parts = text
    .replaceAll(/\b[0-9a-f]{32,}\b/giu, '[id]')
    .replaceAll(/\b\d{15,}\b/gu, '[id]')
    .split(LOOPBACK);
  return parts.map((part, index) => (index % 2 === 1 ? part : maskAddresses(part))).join('');
}
