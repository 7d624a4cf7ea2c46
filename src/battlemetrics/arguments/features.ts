import { z } from 'zod';
import { item, list, uuid } from './params.ts';

const options = list(item('id of an option'), 'ids of options');

/**
 * Features of games by their ids, which `gameFeatures.list` tells: true or false of a switch; the ids of options, any
 * (`or`) or all (`and`) of which must fit; a `range` of numbers or times. Document: "GET /servers".
 */
export const serverFeatures = z
  .record(
    uuid('id of a feature'),
    z.union([
      z.boolean(),
      z.string().min(1),
      options,
      z.strictObject({ or: options }),
      z.strictObject({ and: options }),
    ]),
  )
  .describe('features by their ids: true, 50:100, a list of option ids, or {or: […]}');
