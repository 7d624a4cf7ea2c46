import { z } from 'zod';
import { list, optional, text } from './form.ts';

// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure

/** What can be chosen for an option: 25 at most, name and text value of 1 to 100 characters. */
export const choices = list(
  z.object({
    name: text({ min: 1, max: 100 }),
    name_localizations: optional(z.record(z.string(), z.string())),
    value: z.union([text({ min: 1, max: 100 }), z.number()]),
  }),
  { max: 25 },
);

export type SimulatedChoice = z.output<typeof choices>[number];
