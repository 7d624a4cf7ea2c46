import { z } from 'zod';
import { defineResource } from '../resource.ts';

const resource = defineResource('dataPoint', {
  attributes: {
    /** Where the span begins that the value is of. */
    timestamp: z.string(),
    /** A count; seconds in histories of time; a place in histories of rank. */
    value: z.number().nullable().exactOptional(),
    /** The least and most within the span, where it is told. */
    min: z.number().nullable().exactOptional(),
    max: z.number().nullable().exactOptional(),
    /** Which of several requests of `metrics.get` it answers, from 0. */
    group: z.number().exactOptional(),
    /** The metric's name, where more than one was asked for. */
    name: z.string().exactOptional(),
  },
});

/** A point of a time series. It has no id, and `min` and `max` may be missing. Document: "Data Point". */
export const dataPoint = {
  ...resource,
  schema: resource.schema.omit({ id: true }),
  sparse: (fields: readonly string[]) => resource.sparse(fields).omit({ id: true }),
};
export type DataPoint = z.output<typeof dataPoint.schema>;
