import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Call } from '../../src/http/call.ts';
import { CallAbortedError, NotFoundError, ServerError } from '../../src/http/errors.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import type { CallClass } from '../../src/ratelimit/limiter.ts';

const KEYS = ['bans:1', 'bans:2', 'servers:1'] as const;
const CLASSES: readonly CallClass[] = ['write', 'moderator', 'person', 'background'];
const TTL = 50;
const STALE_FOR = 500;
const DETAILS = { api: 'BattleMetrics', method: 'GET', url: 'https://host/x' } as const;

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('ask'),
      key: fc.constantFrom(...KEYS),
      class: fc.constantFrom(...CLASSES),
      bypass: fc.boolean(),
      signal: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave'), pick: fc.nat() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('settle'),
      pick: fc.nat(),
      with: fc.constantFrom('value', 'value', 'transient', 'gone'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 300 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('write'), prefix: fc.constantFrom('bans:', 'servers:', '') }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** An answer that knows where it comes from. */
interface Answer {
  readonly key: string;
  /** How often the key had been written to when it was asked for. */
  readonly epoch: number;
  readonly startedAt: number;
  readonly settledAt: number;
}

interface Load {
  readonly key: string;
  readonly epoch: number;
  readonly bypass: boolean;
  readonly call: Call;
  readonly settle: (how: 'value' | 'transient' | 'gone') => void;
  settled: boolean;
}

interface Asker {
  readonly key: string;
  readonly epoch: number;
  readonly bypass: boolean;
  readonly class: CallClass;
  readonly askedAt: number;
  readonly controller: AbortController | undefined;
  outcome: { readonly answer?: Answer; readonly error?: unknown; readonly at: number } | undefined;
  /** The age of what was given to it as old, in milliseconds. */
  stale: number | undefined;
}

it('whatever is asked, left, answered and written: nobody waits for nothing, and nothing is read twice', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), run), { numRuns: 500 });
}, 30_000);

async function run(steps: readonly Step[]): Promise<void> {
  let now = 1_000;
  let tick = 0;
  const epochs = new Map<string, number>(KEYS.map((key) => [key, 0]));
  const loads: Load[] = [];
  const askers: Asker[] = [];
  const cache = new ResponseCache({ now: () => now, maxEntries: 2 });

  const epochOf = (key: string): number => epochs.get(key) ?? 0;
  const underWay = (): Load[] =>
    loads.filter(({ settled, call }) => !settled && call.signal?.aborted !== true);
  const waiting = (): Asker[] => askers.filter(({ outcome }) => outcome === undefined);

  const load = (key: string, bypass: boolean, call: Call): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const epoch = epochOf(key);
      const startedAt = tick;
      const entry: Load = { key, epoch, bypass, call, settled: false, settle };
      function settle(how: 'value' | 'transient' | 'gone'): void {
        entry.settled = true;
        if (how === 'value') resolve({ key, epoch, startedAt, settledAt: tick });
        else reject(how === 'gone' ? new NotFoundError('gone', DETAILS) : new ServerError('down', DETAILS));
      }
      loads.push(entry);
    });

  const ask = (key: string, callClass: CallClass, bypass: boolean, withSignal: boolean): void => {
    const controller = withSignal ? new AbortController() : undefined;
    const asker: Asker = {
      key,
      epoch: epochOf(key),
      bypass,
      class: callClass,
      askedAt: tick,
      controller,
      outcome: undefined,
      stale: undefined,
    };
    askers.push(asker);
    const call: Call = {
      class: callClass,
      ...(controller && { signal: controller.signal }),
      onStale: (_api, asOf) => {
        asker.stale = now - asOf;
      },
    };
    const policy = { api: 'BattleMetrics', ttlMs: TTL, staleForMs: STALE_FOR, bypass } as const;
    cache
      .read(key, policy, call, (shared) => load(key, bypass, shared))
      .then(
        (answer) => {
          asker.outcome = { answer, at: tick };
        },
        (error: unknown) => {
          asker.outcome = { error, at: tick };
        },
      );
  };

  for (const each of steps) {
    tick += 1;
    switch (each.do) {
      case 'ask':
        ask(each.key, each.class, each.bypass, each.signal);
        break;
      case 'leave': {
        const able = waiting().filter(({ controller }) => controller !== undefined);
        able[each.pick % Math.max(1, able.length)]?.controller?.abort();
        break;
      }
      case 'settle': {
        // Aborted ones too: an answer may come all the same.
        const open = loads.filter(({ settled }) => !settled);
        open[each.pick % Math.max(1, open.length)]?.settle(each.with);
        break;
      }
      case 'wait':
        now += each.ms;
        break;
      case 'write':
        for (const key of KEYS) if (key.startsWith(each.prefix)) epochs.set(key, epochOf(key) + 1);
        cache.invalidate(each.prefix);
        break;
    }
    await new Promise(setImmediate);
    checkLoads(underWay(), waiting(), epochOf);
  }

  tick += 1;
  for (const open of underWay()) open.settle('value');
  await new Promise(setImmediate);
  expect(waiting()).toEqual([]);
  for (const asker of askers) checkOutcome(asker);
}

function checkLoads(
  underWay: readonly Load[],
  waiting: readonly Asker[],
  epochOf: (key: string) => number,
): void {
  const seen = new Set<string>();
  for (const { key, epoch, bypass, call } of underWay) {
    const identity = `${key} ${epoch} ${bypass}`;
    expect(seen.has(identity), `read twice at once: ${identity}`).toBe(false);
    seen.add(identity);
    const candidates = waiting.filter((asker) => asker.key === key && asker.epoch === epoch);
    expect(candidates.length, `nobody waits for ${identity}`).toBeGreaterThan(0);
    if (underWay.some((other) => other.key === key && other.epoch === epoch && other.bypass !== bypass))
      continue;
    const urgency = Math.min(...candidates.map((asker) => CLASSES.indexOf(asker.class)));
    expect(CLASSES.indexOf(call.class)).toBeLessThanOrEqual(urgency);
  }
  for (const asker of waiting) {
    const served = underWay.some(({ key, epoch }) => key === asker.key && epoch === asker.epoch);
    expect(served, `an asker of ${asker.key} waits for nothing`).toBe(true);
    expect(asker.controller?.signal.aborted ?? false).toBe(false);
    expect(asker.epoch).toBeLessThanOrEqual(epochOf(asker.key));
  }
}

function checkOutcome({ key, epoch, bypass, askedAt, controller, outcome, stale }: Asker): void {
  const answer = outcome?.answer;
  if (answer === undefined) {
    const error = outcome?.error;
    if (error instanceof CallAbortedError) expect(controller?.signal.aborted).toBe(true);
    else expect(error instanceof ServerError || error instanceof NotFoundError).toBe(true);
    return;
  }
  expect(answer.key).toBe(key);
  // Never an answer from before a write that the asker could know of.
  expect(answer.epoch).toBeGreaterThanOrEqual(epoch);
  if (bypass) {
    expect(answer.settledAt).toBeGreaterThanOrEqual(askedAt);
    expect(stale).toBeUndefined();
  }
  if (stale !== undefined) expect(stale).toBeLessThan(STALE_FOR);
}
