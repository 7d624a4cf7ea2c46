import { z } from 'zod';
import { objectOf } from '../resource.ts';
import { timeOnServer } from './time-on-server.ts';

/** What one server knows of one player. It has no id. Document: "GET /players/{player_id}/servers/{server_id}". */
export const playerServerInformation = {
  type: 'playerServerInformation',
  schema: z.object({
    type: z.string().default('playerServerInformation'),
    attributes: objectOf(timeOnServer),
  }),
};
export type PlayerServerInformation = z.output<typeof playerServerInformation.schema>;
