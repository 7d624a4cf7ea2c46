import { z } from 'zod';
import { item, list, oneOf, timeRange } from '../arguments/params.ts';
import { many, operation } from '../operation.ts';
import { dataPoint } from '../schemas/data-point.ts';

const metric = z.strictObject({
  name: list(item('name of a metric, such as games.arma3.players'), 'the metrics'),
  range: timeRange('when', 'both sides'),
  resolution: oneOf('minutes between the points', 'raw', '30', '60', '1440'),
});

export const metrics = {
  /**
   * The points of metrics of games. Each point tells by `group` which of the requests it answers, and by `name` which
   * metric, where there are several.
   */
  get: operation({
    method: 'GET',
    path: '/metrics',
    params: {},
    section: 'Data Point',
    summary: 'Reads time series of games, such as games.arma3.players.',
    query: {
      metrics: list(metric, 'what to read'),
    },
    fields: [dataPoint],
    answer: many(dataPoint),
    cache: { ttlMs: 60_000, staleForMs: 60 * 60_000 },
  }),
};
