import type { Parameters, Where } from './parameters.ts';
import { ServerException } from './routes.ts';

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** `limit` and `offset`. Below nought they reach the database, which refuses them: hence the function. */
export function readPage(parameters: Parameters, where: Where): () => Page {
  const limit = parameters.optionalInteger(where, 'limit', 10);
  const offset = parameters.optionalInteger(where, 'offset', 0);
  return () => {
    if (limit < 0 || offset < 0) throw new ServerException('LIMIT must not be negative');
    return { limit, offset };
  };
}
