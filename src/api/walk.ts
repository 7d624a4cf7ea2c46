import type { Call } from '../http/call.ts';
import type { Answer, Args, CallableOperation, Caller } from './callable.ts';
import type { Progress } from './progress.ts';
import { type Shape, shapeOf } from './shape.ts';

export interface WalkOptions {
  readonly caller: Caller;
  readonly operation: CallableOperation;
  readonly args: Args;
  /** Resources at most; undefined for all. */
  readonly limit?: number;
  readonly call: Call;
  readonly progress: Progress;
}

/** A walk broke off: what was read before is not shown, for it would look like all of it. */
export class WalkError extends Error {
  readonly read: number;

  constructor(read: number, cause: unknown) {
    super(`broke off after ${read}`, { cause });
    this.name = 'WalkError';
    this.read = read;
  }
}

/** Walks the pages of a list, and gives all that was read as one answer. @throws WalkError */
export async function walk({ caller, operation, args, limit, call, progress }: WalkOptions): Promise<Answer> {
  const data: unknown[] = [];
  const included = new Map<string, unknown>();
  let meta: unknown;
  let pages = 0;
  let more = false;
  try {
    for await (const page of caller.pages(operation.name, withLargestPages(operation, args, limit), call)) {
      data.push(...(Array.isArray(page.data) ? page.data : []));
      for (const resource of page.included ?? []) included.set(keyOf(resource), resource);
      // It speaks of the whole list, on every page alike.
      meta ??= page.meta;
      pages += 1;
      more = page.more;
      if (limit !== undefined && data.length >= limit) break;
      if (more) progress.page(data.length, pages);
    }
  } catch (error) {
    throw new WalkError(data.length, error);
  }
  const kept = limit === undefined ? data : data.slice(0, limit);
  return {
    data: kept,
    ...(included.size > 0 && { included: [...included.values()] }),
    ...(meta !== undefined && { meta }),
    more: more || kept.length < data.length,
  };
}

/** Asks for as few pages as possible, unless their size was typed. */
function withLargestPages(operation: CallableOperation, args: Args, limit = Number.POSITIVE_INFINITY): Args {
  const most = largestPage(shapeOf(operation.schema));
  const page = args['page'];
  const given = typeof page === 'object' && page !== null ? page : {};
  if (most === undefined || 'size' in given) return args;
  return { ...args, page: { ...given, size: Math.min(most, limit) } };
}

function largestPage(shape: Shape): number | undefined {
  const page = shape.kind === 'group' ? shape.members.get('page')?.shape : undefined;
  const size = page?.kind === 'group' ? page.members.get('size')?.shape : undefined;
  return size?.kind === 'number' ? size.most : undefined;
}

function keyOf(resource: unknown): string {
  const { type, id } = Object(resource);
  return `${String(type)} ${String(id)}`;
}
