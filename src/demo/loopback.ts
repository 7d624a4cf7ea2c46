import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on 127.0.0.1 that can go away and come back at the same port. */
export interface Loopback {
  readonly url: string;
  /** Cuts all connections and refuses new ones; one that is stopped already stays so. */
  readonly stop: () => Promise<void>;
  readonly resume: () => Promise<void>;
}

/** @param wanted a port, or 0 for any that is free. */
export async function listenOnLoopback(server: Server, wanted: number): Promise<Loopback> {
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(wanted);
  // A server that listens on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    resume: () => listen(port),
  };
}
