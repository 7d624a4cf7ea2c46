import { forbidden } from './api-error.ts';
import type { Endpoint } from './endpoint.ts';
import { findServer, isOwn, serverResource } from './server-resource.ts';

/** Asking a server at once how it is. How often that may be is held by `ForceUpdateLimits`. */
export const serverUpdateEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/servers/{server}/force-update',
    answer: (call) => {
      const server = findServer(call, 'server');
      // "Limited to … users who belong to the organization that owns the server if it is claimed."
      if (!isOwn(call.world, server) && server.unclaimed !== true) throw forbidden();
      // The document shows this answer without an envelope.
      return { status: 202, body: serverResource(call, server) };
    },
  },
];
