import { type Answer, invalid } from './answer.ts';
import { ServerException } from './routes.ts';

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/**
 * `limit` and `offset` as FastAPI reads them from a query or a form: an answer for what is no integer. Below nought
 * they reach the database, which refuses them.
 */
export function readPage(fields: ReadonlyMap<string, string>, where: 'query' | 'body'): Page | Answer {
  const bad = ['limit', 'offset'].find((key) => !/^[+-]?\d+$/.test(fields.get(key) ?? '0'));
  if (bad !== undefined) {
    const message = 'Input should be a valid integer, unable to parse string as an integer';
    return invalid('int_parsing', [where, bad], message, fields.get(bad));
  }
  const limit = Number(fields.get('limit') ?? 10);
  const offset = Number(fields.get('offset') ?? 0);
  if (limit < 0 || offset < 0) throw new ServerException('LIMIT must not be negative');
  return { limit, offset };
}

export const isAnswer = (page: Page | Answer): page is Answer => 'status' in page;
