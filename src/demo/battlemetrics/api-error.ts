/** An answer that is no success, in BattleMetrics' form. */
export class SimError extends Error {
  readonly status: number;
  readonly title: string;
  readonly meta: Readonly<Record<string, unknown>> | undefined;
  readonly source: Readonly<Record<string, string>> | undefined;
  /** For the header `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    title: string,
    detail: string,
    extra: {
      readonly meta?: Readonly<Record<string, unknown>>;
      readonly source?: Readonly<Record<string, string>>;
      readonly retryAfterSeconds?: number;
    } = {},
  ) {
    super(detail);
    this.name = 'SimError';
    this.status = status;
    this.title = title;
    this.meta = extra.meta;
    this.source = extra.source;
    this.retryAfterSeconds = extra.retryAfterSeconds;
  }

  /** The body: one error object, as recorded. */
  toJSON(): unknown {
    const { status, title, message, meta, source } = this;
    return { errors: [{ status: String(status), title, detail: message, source, meta }] };
  }
}

/** 400 as the API's schema validation words it. */
export function invalid(detail: string, source?: Readonly<Record<string, string>>): SimError {
  return new SimError(400, 'Bad Request', detail, source === undefined ? {} : { source });
}

export function notFound(): SimError {
  return new SimError(404, 'Not Found', 'The requested resource could not be found.');
}

export function forbidden(detail = 'You do not have permission to perform this action.'): SimError {
  return new SimError(403, 'Forbidden', detail);
}
