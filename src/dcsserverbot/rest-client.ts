import type { Call } from '../http/call.ts';
import { InvalidArgumentError } from '../http/invalid-argument.ts';
import { parseWith } from '../http/json.ts';
import { type AnyArgs, buildRequest } from './arguments.ts';
import type { WireVersion } from './model.ts';
import type { AnyOperation } from './operation.ts';
import { type DcsAnswer, type DcsRequest, type DcsRequests, NoEndpointError } from './requests.ts';
import { type Told, told } from './told.ts';
import { UnsupportedByVersionError } from './unsupported.ts';
import type { VersionFinder, VersionMemory } from './version.ts';

const TTL_MS = 30_000;

export interface RestClientOptions {
  readonly requests: DcsRequests;
  readonly memory: VersionMemory;
  readonly versions: VersionFinder;
}

/** Carries operations out: reads through the cache and with retries, writes once. */
export class RestClient {
  readonly #requests: DcsRequests;
  readonly #memory: VersionMemory;
  readonly #versions: VersionFinder;

  constructor({ requests, memory, versions }: RestClientOptions) {
    this.#requests = requests;
    this.#memory = memory;
    this.#versions = versions;
  }

  /** @param name as it is called: `info.servers` */
  async call(name: string, operation: AnyOperation, args: AnyArgs, call: Call): Promise<unknown> {
    const request = buildRequest(name, operation, args);
    if (needsVersion(operation, args) && (await this.#versions.believed(call)) === 'documented') {
      requireDocumented(name, operation, args);
    }
    try {
      const read = operation.writes ? this.#write : this.#read;
      const { version, value } = await read.call(this, operation, request, call);
      // It was believed to speak the current one, or was not asked.
      if (version === 'documented') requireDocumented(name, operation, args);
      if (operation.answer.kind !== 'by-version') return value;
      return { version: version ?? (await this.#versions.believed(call)), value };
    } catch (error) {
      if (!(error instanceof NoEndpointError) || operation.versions.length > 1) throw error;
      const version = await this.#versions.now(call).catch(() => undefined);
      if (version === undefined || operation.versions.includes(version)) throw error;
      throw new UnsupportedByVersionError(`${operation.method} ${operation.path}`, version);
    }
  }

  #read(operation: AnyOperation, request: DcsRequest, call: Call): Promise<Told<unknown>> {
    const { ttlMs = TTL_MS, waitMs } = operation;
    const options = {
      ttlMs,
      reader: 'rest',
      ...(ttlMs === 0 && { staleForMs: 0 }),
      // Three long waits in a row are of no use to anybody.
      ...(waitMs !== undefined && { attempts: 1 }),
    };
    return this.#requests.read(request, options, call, (answer) => this.#take(operation, answer));
  }

  async #write(operation: AnyOperation, request: DcsRequest, call: Call): Promise<Told<unknown>> {
    try {
      const response = await this.#requests.write(request, call);
      return this.#take(operation, this.#requests.answer(request, response));
    } finally {
      // Whatever came back: a write that failed may have been carried out.
      for (const path of operation.touches ?? []) this.#requests.forget(path);
    }
  }

  #take({ answer: form, tells }: AnyOperation, answer: DcsAnswer): Told<unknown> {
    // The documented version has no 404 with words of its own.
    if (answer.kind === 'absent') this.#memory.learn('current');
    if (answer.kind !== 'body') throw answer.error;
    if (form.kind === 'bytes') return { version: undefined, value: answer.body };
    if (form.kind === 'by-version') {
      return told<unknown>(this.#memory, form.tells, answer, (version) => form[version]);
    }
    if (tells !== undefined) return told(this.#memory, tells, answer, () => form.schema);
    return { version: undefined, value: parseWith(form.schema, answer.body, answer.details) };
  }
}

const given = (args: AnyArgs, name: string): boolean => args[name] !== undefined;

/** Whether the documented version would understand something else than what is asked, or fail. */
function needsVersion({ versions, documented = {} }: AnyOperation, args: AnyArgs): boolean {
  if (!versions.includes('documented' satisfies WireVersion) || versions.length === 1) return false;
  return (
    Object.keys(args).some((name) => given(args, name) && !Object.hasOwn(documented, name)) ||
    Object.entries(documented).some(([name, need]) => need === 'required' && !given(args, name))
  );
}

/** @throws UnsupportedByVersionError, InvalidArgumentError */
function requireDocumented(name: string, { path, documented = {} }: AnyOperation, args: AnyArgs): void {
  for (const parameter of Object.keys(args)) {
    if (given(args, parameter) && !Object.hasOwn(documented, parameter)) {
      throw new UnsupportedByVersionError(`the parameter ${parameter} of ${path}`, 'documented', parameter);
    }
  }
  for (const [parameter, need] of Object.entries(documented)) {
    if (need === 'required' && !given(args, parameter)) {
      const rule = 'must be given: the documented version of the RestAPI asks for it';
      throw new InvalidArgumentError(name, parameter, rule);
    }
  }
}
