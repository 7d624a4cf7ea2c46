import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pushNewest } from '../../newest.ts';
import { Changes } from '../changes.ts';
import type { GatewayInfo } from '../gateway/gateway.ts';
import { uploadAt } from '../uploads.ts';
import type { World } from '../world.ts';
import { type Body, readBody } from './body.ts';
import { callbackRoutes } from './callbacks.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { directoryRoutes } from './directory.ts';
import {
  DiscordError,
  invalidApiVersion,
  methodNotAllowed,
  notFound,
  unauthorized,
} from './discord-error.ts';
import { type Fault, Faults } from './faults.ts';
import { pinRoutes } from './pins.ts';
import { RateLimits } from './rate-limits.ts';
import { compileRoute, type MatchedRoute, matchRoute, type RestReply } from './route.ts';
import { webhookRoutes } from './webhooks.ts';

/** A request that the simulator received, for assertions. Bot token and interaction tokens are left out. */
export interface RecordedRequest {
  readonly method: string;
  /** The route's template: `/channels/:channel/messages`; the path itself where there is no such route. */
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Undefined while it has no answer, and when the connection was broken. */
  status: number | undefined;
}

export interface RestServerOptions {
  readonly world: World;
  readonly gateway: () => GatewayInfo;
  readonly rateLimits: boolean;
}

/** Of the requests before them nothing is known any more. */
const KEPT_REQUESTS = 5_000;

/** Discord's REST API below `/api`. */
export class RestServer {
  readonly requests: RecordedRequest[] = [];
  /** After every answer. */
  readonly changes = new Changes();
  readonly faults = new Faults();
  readonly #world: World;
  readonly #routes;
  readonly #rateLimits: RateLimits | undefined;

  constructor({ world, gateway, rateLimits }: RestServerOptions) {
    this.#world = world;
    this.#rateLimits = rateLimits ? new RateLimits(world.now) : undefined;
    this.#routes = [
      ...callbackRoutes(world),
      ...webhookRoutes(world),
      // Before those of messages, for "pins" would be the id of one.
      ...pinRoutes(world),
      ...channelRoutes(world),
      ...commandRoutes(world),
      ...directoryRoutes(world, gateway),
    ].map(compileRoute);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://discord');
    const method = request.method ?? 'GET';
    const file = /^\/attachments\/\d+\/(\d+)\/(\d+)\//.exec(url.pathname);
    if (file !== null) return this.#sendFile(response, file[1] ?? '', file[2] ?? '');
    if (url.pathname.startsWith('/ephemeral-attachments/')) return this.#sendUpload(response, url);
    const path = url.pathname.replace(/^\/api(?:\/v10)?(?=\/)/, '');
    const match = matchRoute(this.#routes, method, path);
    const found = match === undefined || match === 'method' ? undefined : match;
    const record: RecordedRequest = {
      method,
      route: found?.route.template ?? path,
      params: withoutToken(found?.params ?? {}),
      body: undefined,
      at: this.#world.now(),
      status: undefined,
    };
    pushNewest(this.requests, record, KEPT_REQUESTS);
    let body: Body = { json: undefined, files: [] };
    try {
      body = await readBody(request);
      Object.assign(record, { body: body.json });
      if (/^\/api\/v\d+\//.test(url.pathname) && !url.pathname.startsWith('/api/v10/'))
        throw invalidApiVersion();
      if (match === undefined || !url.pathname.startsWith('/api/')) throw notFound();
      if (match === 'method') throw methodNotAllowed();
      await this.#run(match, request, response, { url, path, body, record });
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      this.#refuse(found, record, error);
      send(response, { status: error.status, body: error }, {});
      this.#answered(record, error.status);
    }
  }

  async #run(
    { route, params }: MatchedRoute,
    request: IncomingMessage,
    response: ServerResponse,
    { url, path, body, record }: { url: URL; path: string; body: Body; record: RecordedRequest },
  ): Promise<void> {
    if (route.auth === 'bot' && request.headers.authorization !== `Bot ${this.#world.token}`)
      throw unauthorized();
    const fault = this.faults.take(route.method, route.template, path);
    if (fault !== undefined && (await this.#instead(fault, response, record))) return;
    const major = params['channel'] ?? params['token'] ?? '';
    const verdict = this.#rateLimits?.check(route.method, route.template, major);
    if (verdict?.retryAfterMs !== undefined) {
      const { retryAfterMs, scope } = verdict;
      sendRateLimit(response, retryAfterMs, scope === 'global', verdict.headers);
      return this.#answered(record, 429);
    }
    const reply = route.run({ params, query: url.searchParams, body });
    if (fault?.kind === 'execute-then-reset') {
      response.destroy();
      return;
    }
    if (fault?.kind === 'execute-then-status') {
      send(
        response,
        { status: fault.status, body: { message: `${fault.status}: simulated fault`, code: 0 } },
        {},
      );
      return this.#answered(record, fault.status);
    }
    send(response, reply, verdict?.headers ?? {});
    this.#answered(record, reply.status);
  }

  /** Lets the fault happen; true when the request has had its answer by that. */
  async #instead(fault: Fault, response: ServerResponse, record: RecordedRequest): Promise<boolean> {
    switch (fault.kind) {
      case 'slow':
        await sleep(fault.ms, undefined, { ref: false });
        return false;
      case 'reset':
        response.destroy();
        return true;
      case 'stall':
        return true;
      case 'status':
        send(
          response,
          {
            status: fault.status,
            body: fault.body ?? { message: `${fault.status}: simulated fault`, code: 0 },
          },
          {},
        );
        this.#answered(record, fault.status);
        return true;
      case 'html':
        response.writeHead(fault.status, { 'content-type': 'text/html' });
        response.end('<!DOCTYPE html><title>simulated proxy</title><h1>upstream error</h1>');
        this.#answered(record, fault.status);
        return true;
      case 'rate-limit':
        sendRateLimit(response, fault.retryAfterMs, fault.global === true, {});
        this.#answered(record, 429);
        return true;
      default:
        return false;
    }
  }

  #answered(record: RecordedRequest, status: number): void {
    record.status = status;
    this.changes.notify();
  }

  /** Tells the interaction what was refused, so that whoever drives it learns why no reply comes. */
  #refuse(found: MatchedRoute | undefined, record: RecordedRequest, error: DiscordError): void {
    const { interaction: id = '', token = '' } = found?.params ?? {};
    const interaction = this.#world.interactions.get(id) ?? this.#world.interactionsByToken.get(token);
    const detail = error.errors === undefined ? '' : ` ${JSON.stringify(error.errors)}`;
    interaction?.refuse({
      method: record.method,
      route: record.route,
      status: error.status,
      code: error.code,
      message: `${error.message}${detail}`,
    });
  }

  #sendFile(response: ServerResponse, messageId: string, fileId: string): void {
    const record = this.#world.messages.get(messageId);
    const data = record?.files.get(fileId);
    const contentType = record?.message.attachments.find(({ id }) => id === fileId)?.content_type;
    if (data === undefined || contentType === undefined) send(response, { status: 404 }, {});
    else send(response, { status: 200, bytes: { contentType, data } }, {});
  }

  #sendUpload(response: ServerResponse, url: URL): void {
    const upload = uploadAt(this.#world, url);
    if (upload === undefined) {
      send(response, { status: 404 }, {});
      return;
    }
    const { contentType = 'application/octet-stream', data } = upload;
    send(response, { status: 200, bytes: { contentType, data } }, {});
  }
}

function withoutToken({ token: _, ...params }: Readonly<Record<string, string>>): Record<string, string> {
  return params;
}

function send(response: ServerResponse, reply: RestReply, headers: Readonly<Record<string, string>>): void {
  if (reply.bytes !== undefined) {
    response.writeHead(reply.status, { ...headers, 'content-type': reply.bytes.contentType });
    response.end(reply.bytes.data);
  } else if (reply.body === undefined) {
    response.writeHead(reply.status, headers);
    response.end();
  } else {
    response.writeHead(reply.status, { ...headers, 'content-type': 'application/json' });
    response.end(JSON.stringify(reply.body));
  }
}

function sendRateLimit(
  response: ServerResponse,
  retryAfterMs: number,
  global: boolean,
  headers: Readonly<Record<string, string>>,
): void {
  const seconds = retryAfterMs / 1000;
  const body = { message: 'You are being rate limited.', retry_after: seconds, global };
  const scope = global
    ? { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }
    : { 'x-ratelimit-scope': 'user' };
  send(response, { status: 429, body }, { ...headers, ...scope, 'retry-after': String(Math.ceil(seconds)) });
}
