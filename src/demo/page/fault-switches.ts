import type { BattleMetricsSimulator } from '../battlemetrics/simulator.ts';
import type { DcsServerBotSimulator } from '../dcsserverbot/simulator.ts';
import type { ShownFault } from './protocol.ts';

/** Longer than people like to wait, shorter than the bot's patience. */
const SLOW_MS = 4_000;
const RETRY_AFTER_SECONDS = 20;

type SwitchOff = () => void | Promise<void>;

interface Switch {
  readonly name: string;
  readonly label: string;
  /** Only one fault of an API is on at a time: a server that is down cannot answer 429. */
  readonly api: 'battlemetrics' | 'dcsserverbot';
  readonly switchOn: () => SwitchOff | Promise<SwitchOff>;
}

/** What a person can break on the page, and mend again. */
export class FaultSwitches {
  readonly #switches: readonly Switch[];
  readonly #on = new Map<string, SwitchOff>();
  /** Switching takes time, and people click fast. */
  #last: Promise<void> = Promise.resolve();

  constructor({
    battlemetrics,
    dcs,
  }: {
    readonly battlemetrics: BattleMetricsSimulator;
    readonly dcs: DcsServerBotSimulator;
  }) {
    const bm = (fault: Parameters<typeof battlemetrics.faults.add>[0]['fault']) => () =>
      battlemetrics.faults.add({ fault });
    const dcsFault = (fault: Parameters<typeof dcs.faults.set>[1]) => () => {
      dcs.faults.set('*', fault);
      return () => dcs.faults.clear('*');
    };
    this.#switches = [
      {
        name: 'battlemetrics-429',
        label: 'BattleMetrics answers 429',
        api: 'battlemetrics',
        switchOn: bm({ kind: 'rate-limited', retryAfterSeconds: RETRY_AFTER_SECONDS }),
      },
      {
        name: 'battlemetrics-down',
        label: 'BattleMetrics is down',
        api: 'battlemetrics',
        switchOn: async () => {
          await battlemetrics.goDown();
          return () => battlemetrics.comeBack();
        },
      },
      {
        name: 'battlemetrics-slow',
        label: 'BattleMetrics is slow',
        api: 'battlemetrics',
        switchOn: bm({ kind: 'slow', ms: SLOW_MS }),
      },
      {
        name: 'battlemetrics-html',
        label: 'BattleMetrics answers HTML',
        api: 'battlemetrics',
        switchOn: bm({ kind: 'html', status: 502 }),
      },
      {
        name: 'dcsserverbot-down',
        label: 'DCSServerBot is down',
        api: 'dcsserverbot',
        switchOn: async () => {
          await dcs.goDown();
          return () => dcs.comeBack();
        },
      },
      {
        name: 'dcsserverbot-slow',
        label: 'DCSServerBot is slow',
        api: 'dcsserverbot',
        switchOn: dcsFault({ kind: 'slow', ms: SLOW_MS }),
      },
      {
        name: 'dcsserverbot-html',
        label: 'DCSServerBot answers HTML',
        api: 'dcsserverbot',
        switchOn: dcsFault({ kind: 'html' }),
      },
    ];
  }

  get shown(): readonly ShownFault[] {
    return this.#switches.map(({ name, label }) => ({ name, label, on: this.#on.has(name) }));
  }

  /** Switches a fault; the other faults of the same API go off. Names that there are not change nothing. */
  async set(name: string, on: boolean): Promise<void> {
    const turn = this.#last.then(() => this.#set(name, on));
    // The caller hears of a failure; whoever comes next has to get their turn all the same.
    this.#last = turn.catch(() => undefined);
    await turn;
  }

  async #set(name: string, on: boolean): Promise<void> {
    const wanted = this.#switches.find((each) => each.name === name);
    if (wanted === undefined || this.#on.has(name) === on) return;
    for (const { name: other, api } of this.#switches) {
      if (api !== wanted.api) continue;
      const off = this.#on.get(other);
      await off?.();
      // Only now: what could not be mended is still broken.
      this.#on.delete(other);
    }
    if (on) this.#on.set(name, await wanted.switchOn());
  }
}
