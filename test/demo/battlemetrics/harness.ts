import { onTestFinished } from 'vitest';
import {
  type BattleMetricsSimulator,
  type BattleMetricsSimulatorOptions,
  startBattleMetricsSimulator,
} from '../../../src/demo/battlemetrics/simulator.ts';

/** What the simulator answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as untyped JSON, for matching; undefined when there is none. */
  readonly json: unknown;
}

export type Ask = (
  method: string,
  target: string,
  options?: {
    readonly token?: string | null;
    readonly body?: unknown;
    /** False: what comes is no JSON. */
    readonly parse?: boolean;
  },
) => Promise<Answer>;

/** A simulator that ends with the test, and a way to ask it. */
export async function simulator(
  options: BattleMetricsSimulatorOptions = {},
): Promise<{ sim: BattleMetricsSimulator; ask: Ask }> {
  const sim = await startBattleMetricsSimulator(options);
  onTestFinished(() => sim.close());
  const ask: Ask = async (method, target, { token = 'simulator-token', body, parse = true } = {}) => {
    const response = await fetch(sim.url + target, {
      method,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: text === '' || !parse ? undefined : JSON.parse(text),
    };
  };
  return { sim, ask };
}

/** An error body with this text. */
export function saying(detail: string) {
  return { errors: [{ detail }] };
}

/** A clock that stands until it is moved. */
export function clock(start = 1_700_000_000_000) {
  let time = start;
  return {
    now: () => time,
    advance: (ms: number) => {
      time += ms;
    },
  };
}
