import { describe, expect, it } from 'vitest';
import { type DocumentedOperation, readOperations } from '../../battlemetrics/document.ts';
import { bodyOf, encode, pathOf, queryOf, stage } from './staged.ts';

/** Each parameter of the table with its example, and with each value that the table allows. */
function pairsOf({ parameters }: DocumentedOperation): (readonly [name: string, value: string])[] {
  return parameters
    .filter(({ in: place, name }) => place === 'query' && !name.includes('/'))
    .flatMap(({ name, type, example, valid = [], oneOf = [] }) => {
      const [head = '', ...rest] = name.split(':');
      const whole = `${head}${rest.map((part) => `[${part}]`).join('')}${type === 'array' ? '[]' : ''}`;
      return [...valid, ...oneOf, String(example)].map((value) => [whole, String(value)] as const);
    });
}

describe('the simulated API', () => {
  it.each(readOperations().map((operation) => [operation.method, operation.path, operation] as const))(
    'answers %s %s as its example in the document says',
    async (method, _path, operation) => {
      const { ask, ids } = await stage(operation);
      const query = queryOf(operation);
      const { body } = operation.curl;
      const answer = await ask(method, `${pathOf(operation, ids)}${query && `?${query}`}`, {
        parse: false,
        ...(body !== undefined && { body: bodyOf(body, ids) }),
      });
      expect(answer, answer.text).toMatchObject({ status: operation.response.status });
    },
  );

  it.each(
    readOperations()
      .filter(({ parameters }) => parameters.some((parameter) => parameter.in === 'query'))
      .map((operation) => [operation.method, operation.path, operation] as const),
  )('takes every parameter of %s %s', async (method, _path, operation) => {
    const { ask, ids } = await stage(operation);
    for (const pair of pairsOf(operation)) {
      const { text } = await ask(method, `${pathOf(operation, ids)}?${encode([pair])}`, { parse: false });
      expect(text, String(pair)).not.toContain('must NOT have additional properties');
      if (pair[1] !== 'example') expect(text, String(pair)).not.toContain('allowed values');
    }
  });
});
