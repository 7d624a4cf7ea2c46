import { describe, expect, it } from 'vitest';
import { encodeQuery } from '../../src/battlemetrics/query.ts';
import { invoke, NAMED_PAIRS, PAIRS, pathOf } from './declarations.ts';
import {
  answering,
  argumentsFrom,
  decodePairs,
  exampleArguments,
  pathArguments,
  printedPairs,
  validBody,
  validPairs,
} from './examples.ts';
import { MODERATOR } from './harness.ts';

const QUERIES = NAMED_PAIRS.filter(([, { documented }]) => documented.curl.query !== undefined);

describe('the query encoder writes what the curl example of the document shows', () => {
  it.each(QUERIES)('for %s, in its order', (_, pair) => {
    const query = encodeQuery(argumentsFrom(printedPairs(pair), pair.shape));
    expect(decodePairs(query)).toEqual(printedPairs(pair));
  });

  it('with the signs in names and values that no request line may hold', () => {
    const pair = PAIRS.find(({ name }) => name === 'players.list');
    const query = pair ? encodeQuery(argumentsFrom(printedPairs(pair), pair.shape)) : '';
    expect(query).toContain(
      'filter%5Bserver%5D%5Bcountries%5D%5B%5D=US&filter%5Bserver%5D%5Bcountries%5D%5B%5D=CA',
    );
    expect(query).toContain('filter%5Bbefore%5D=2015-01-01T12%3A00%3A00Z');
    expect(query).toContain('fields%5Bserver%5D=name%2Cip%2Cport');
  });

  it('for metrics as numbered parts, which clients send; the document prints a hash', () => {
    const pair = PAIRS.find(({ name }) => name === 'metrics.get');
    expect(pair && validPairs(pair)).toEqual([
      ['fields[dataPoint]', 'value'],
      ['metrics[0][name]', 'games.arma3.players,games.arma3.players.steam'],
      ['metrics[0][range]', '2017-12-01T00:00:00Z:2017-12-31T00:00:00Z'],
      ['metrics[0][resolution]', '60'],
    ]);
  });
});

describe('the client sends what the curl example of the document shows', () => {
  it.each(NAMED_PAIRS)('for %s', async (name, pair) => {
    const { bm, asked } = await answering(pair.documented.response);
    await invoke(bm, name, exampleArguments(pair), MODERATOR);
    const ids = Object.values(pathArguments(pair));
    const path = pathOf(pair.documented).replaceAll(/\{[^}]+\}/g, () =>
      encodeURIComponent(ids.shift() ?? 'none'),
    );
    const body = validBody(pair);
    expect(asked).toEqual([
      {
        method: pair.documented.method,
        path,
        query: validPairs(pair),
        body,
        contentType: body === undefined ? undefined : 'application/json',
      },
    ]);
  });
});
