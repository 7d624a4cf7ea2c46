import { operation, same } from '../operation.ts';
import { serverName } from '../parameters.ts';
import { wireDone } from '../wire/control.ts';
import { OF_RUNNING, START_MS } from './waits.ts';

const common = {
  method: 'POST',
  section: 'Instance Control',
  versions: ['current'],
  query: { serverName },
  answer: same(wireDone),
  writes: true,
  touches: OF_RUNNING,
  waitMs: START_MS,
} as const;

/**
 * Control of whole servers. They answer when it is done; a ConflictError where the server is in no state for it, a
 * NotFoundError where it is unknown, a ServerError (504) where the server itself gave up waiting.
 */
export const instances = {
  /** POST /instance/start */
  start: operation({ ...common, path: '/instance/start', summary: 'Starts a server.' }),

  /** POST /instance/stop: everybody on it is thrown out. */
  stop: operation({ ...common, path: '/instance/stop', summary: 'Stops a server.' }),

  /** POST /instance/restart: everybody on it is thrown out. */
  restart: operation({
    ...common,
    path: '/instance/restart',
    summary: 'Stops a server and starts it again.',
  }),
};
