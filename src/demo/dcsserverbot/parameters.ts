import { type Answer, json, parseBoolean } from './answer.ts';
import type { UploadedFile } from './form.ts';
import { Refused, type RouteRequest } from './routes.ts';

export type Where = 'query' | 'body';

interface Problem {
  readonly type: string;
  readonly loc: readonly [Where, string];
  readonly msg: string;
  readonly input: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** As pydantic reads an integer from text: `5`, ` +5 `, `1_000` and `5.0`, but not `5.5`. */
const INTEGER = /^\s*[+-]?\d+(?:_\d+)*(?:\.0+)?\s*$/;

/**
 * The parameters of one request, read as FastAPI reads them: everything that is wrong is told at once, in the order
 * of asking. What is refused reads as an empty value until `check` throws.
 * The wording of the problems is that of FastAPI 0.142 with pydantic 2.13.
 */
export class Parameters {
  readonly #request: Pick<RouteRequest, 'query' | 'form' | 'files'>;
  readonly #problems: Problem[] = [];

  constructor(request: Pick<RouteRequest, 'query' | 'form' | 'files'>) {
    this.#request = request;
  }

  text(where: Where, name: string): string {
    const given = this.optionalText(where, name);
    if (given === undefined) this.#refuse('missing', [where, name], 'Field required', null);
    return given ?? '';
  }

  optionalText(where: Where, name: string): string | undefined {
    return (where === 'query' ? this.#request.query : this.#request.form).get(name);
  }

  integer(where: Where, name: string): number {
    return this.#integer(where, name, this.text(where, name));
  }

  optionalInteger(where: Where, name: string, otherwise: number): number {
    return this.#integer(where, name, this.optionalText(where, name)) ?? otherwise;
  }

  choice<T extends string>(where: Where, name: string, choices: readonly [T, ...T[]], otherwise?: T): T {
    const given = otherwise === undefined ? this.text(where, name) : this.optionalText(where, name);
    if (given === undefined) return otherwise ?? choices[0];
    const chosen = choices.find((choice) => choice === given);
    if (chosen !== undefined || this.#isRefused(name)) return chosen ?? choices[0];
    const quoted = choices.map((choice) => `'${choice}'`);
    const expected = `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
    this.#refuse('literal_error', [where, name], `Input should be ${expected}`, given, { expected });
    return choices[0];
  }

  flag(where: Where, name: string): boolean {
    return this.#flag(where, name, this.text(where, name));
  }

  optionalFlag(where: Where, name: string): boolean {
    const given = this.optionalText(where, name);
    return given === undefined ? false : this.#flag(where, name, given);
  }

  /** Epoch microseconds; a date without a zone is one of UTC. A number counts seconds since 1970, or milliseconds if it is large. */
  instant(where: Where, name: string): number {
    const given = this.text(where, name);
    if (this.#isRefused(name)) return 0;
    if (/^-?\d{1,13}(?:\.\d+)?$/.test(given)) {
      const count = Number(given);
      return Math.round(count * (Math.abs(count) > WATERSHED ? 1e3 : 1e6));
    }
    const error = dateProblem(given);
    if (error === undefined) return microsOf(given);
    const message = `Input should be a valid datetime or date, ${error}`;
    this.#refuse('datetime_from_date_parsing', [where, name], message, given, { error });
    return 0;
  }

  file(name: string): UploadedFile {
    const file = this.#request.files.get(name);
    const text = this.#request.form.get(name);
    if (file === undefined && text !== undefined) {
      const message = "Value error, Expected UploadFile, received: <class 'str'>";
      this.#refuse('value_error', ['body', name], message, text, { error: {} });
    } else if (file === undefined) this.#refuse('missing', ['body', name], 'Field required', null);
    return file ?? { filename: '', bytes: 0 };
  }

  /** @throws Refused with FastAPI's 422, if anything was wrong. */
  check(): void {
    if (this.#problems.length > 0) throw new Refused(unprocessable(this.#problems));
  }

  #integer(where: Where, name: string, given: string): number;
  #integer(where: Where, name: string, given: string | undefined): number | undefined;
  #integer(where: Where, name: string, given: string | undefined): number | undefined {
    if (given === undefined) return undefined;
    if (INTEGER.test(given)) return Number(given.replaceAll('_', ''));
    if (this.#isRefused(name)) return 0;
    const message = 'Input should be a valid integer, unable to parse string as an integer';
    this.#refuse('int_parsing', [where, name], message, given);
    return 0;
  }

  #flag(where: Where, name: string, given: string): boolean {
    const flag = parseBoolean(given);
    if (flag !== undefined || this.#isRefused(name)) return flag ?? false;
    const message = 'Input should be a valid boolean, unable to interpret input';
    this.#refuse('bool_parsing', [where, name], message, given);
    return false;
  }

  #isRefused(name: string): boolean {
    return this.#problems.some(({ loc }) => loc[1] === name);
  }

  #refuse(
    type: string,
    loc: readonly [Where, string],
    msg: string,
    input: unknown,
    ctx?: Readonly<Record<string, unknown>>,
  ): void {
    this.#problems.push({ type, loc, msg, input, ...(ctx && { ctx }) });
  }
}

const unprocessable = (problems: readonly Problem[]): Answer => json({ detail: problems }, 422);

/** A count above it is one of milliseconds to pydantic. */
const WATERSHED = 2e10;

const DATE = /^(\d{4})-(\d{2})-(\d{2})/;
const REST = /^(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6}\d*)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

/** What pydantic has against a text as a date and time; undefined for nothing. */
function dateProblem(text: string): string | undefined {
  if (text.length < 10) return 'input is too short';
  const [all = '', , month = '', day = ''] = DATE.exec(text) ?? [];
  if (all === '') {
    if (/^\d{4}[^-]/.test(text)) return 'invalid date separator, expected `-`';
    return /^\d{4}-/.test(text) ? 'invalid character in month' : 'invalid character in year';
  }
  if (Number(month) < 1 || Number(month) > 12) return 'month value is outside expected range of 1-12';
  const date = new Date(`${all}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) {
    return 'day value is outside expected range';
  }
  return REST.test(text.slice(10)) ? undefined : 'unexpected extra characters at the end of the input';
}

function microsOf(text: string): number {
  const [, head = '', fraction = '', zone = ''] =
    /^(.{10}(?:.\d{2}:\d{2}(?::\d{2})?)?)(?:\.(\d+))?(.*)$/.exec(text) ?? [];
  const clock = head.length === 10 ? `${head}T00:00` : head.replace(' ', 'T');
  const millis = Date.parse(`${clock}${zone === '' ? 'Z' : zone.toUpperCase()}`);
  return millis * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}
