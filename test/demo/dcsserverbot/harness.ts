import { afterEach } from 'vitest';
import {
  type DcsServerBotSimulator,
  type DcsServerBotSimulatorOptions,
  startDcsServerBotSimulator,
} from '../../../src/demo/dcsserverbot/simulator.ts';
import type { SimulatedServer } from '../../../src/demo/dcsserverbot/world.ts';

export const NOW = Date.parse('2026-11-22T08:00:00Z');

const open: DcsServerBotSimulator[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.close()));
});

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface CurrentServer {
  readonly simulator: DcsServerBotSimulator;
  /** In the order of the world: one runs, one is paused, one is shut down. */
  readonly running: SimulatedServer;
  readonly paused: SimulatedServer;
  readonly down: SimulatedServer;
  get(path: string, query?: Readonly<Record<string, string>>): Promise<Reply>;
  /** The instance endpoints are POST and have their parameters in the query all the same. */
  post(
    path: string,
    query?: Readonly<Record<string, string>>,
    form?: Readonly<Record<string, string>> | FormData,
  ): Promise<Reply>;
  /** What `/servers` tells of one. */
  told(name: string): Promise<Reply['body']>;
}

/** A simulated server of the current version, closed after the test. */
export async function startCurrent(
  options: Partial<DcsServerBotSimulatorOptions> = {},
): Promise<CurrentServer> {
  const simulator = await startDcsServerBotSimulator({ version: 'current', now: () => NOW, ...options });
  open.push(simulator);
  const [running, paused, down] = simulator.world.servers;
  if (running === undefined || paused === undefined || down === undefined) throw new Error('three servers');
  const ask = async (
    path: string,
    query: Readonly<Record<string, string>>,
    init: RequestInit,
  ): Promise<Reply> => {
    const response = await fetch(`${simulator.url}${path}?${new URLSearchParams(query)}`, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  };
  return {
    simulator,
    running,
    paused,
    down,
    get: (path, query = {}) => ask(path, query, {}),
    post: (path, query = {}, form = {}) =>
      ask(path, query, { method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form) }),
    async told(name) {
      const { body } = await ask('/servers', { server_name: name }, {});
      return Array.isArray(body) ? body[0] : undefined;
    },
  };
}

export const done = (message: string): Reply => ({ status: 200, body: { status: 'success', message } });

export const refused = (status: number, detail: string): Reply => ({ status, body: { detail } });
