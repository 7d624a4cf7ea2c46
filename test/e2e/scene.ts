import { afterAll, beforeAll, expect } from 'vitest';
import type { BattleMetricsSimulator, RecordedRequest } from '../../src/demo/battlemetrics/simulator.ts';
import type { SimBan, SimPlayer } from '../../src/demo/battlemetrics/world.ts';
import type { DcsServerBotSimulator } from '../../src/demo/dcsserverbot/simulator.ts';
import type { SimulatedPilot } from '../../src/demo/dcsserverbot/world.ts';
import type { InteractionHandle } from '../../src/demo/discord/interactions/handle.ts';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import type { Person } from '../../src/demo/discord/model.ts';
import type { DiscordSimulator } from '../../src/demo/discord/simulator.ts';
import type { BotProcess } from './bot-process.ts';
import { type SquawkOptions, type Stage, setStage, type Variables } from './harness.ts';
import { type Expected, faultsOf } from './hygiene.ts';

export interface SceneOptions extends SquawkOptions {
  /** Done to the simulators before the bot starts. */
  readonly prepare?: (scene: Scene) => void;
  /** Variables that only the simulators know. */
  readonly variables?: (scene: Scene) => Variables;
  /** Of what is checked of every bot at the end, see `faultsOf`. */
  readonly expected?: Expected;
}

/** One stage with its bots, for all tests of a `describe`. */
export class Scene {
  #stage: Stage | undefined;
  readonly #bots: BotProcess[] = [];

  get stage(): Stage {
    return present(this.#stage, 'stage');
  }

  get discord(): DiscordSimulator {
    return this.stage.discord;
  }

  get dcs(): DcsServerBotSimulator {
    return present(this.stage.dcs, 'DCSServerBot');
  }

  get battlemetrics(): BattleMetricsSimulator {
    return present(this.stage.battlemetrics, 'BattleMetrics');
  }

  /** The one that was started last. */
  get bot(): BotProcess {
    return present(this.#bots.at(-1), 'bot');
  }

  async open({ prepare, variables, ...options }: SceneOptions): Promise<void> {
    this.#stage = await setStage(options);
    prepare?.(this);
    await this.start(variables?.(this));
  }

  /** Starts a bot, or after its end another one. */
  async start(env?: Variables): Promise<void> {
    this.#bots.push(await this.stage.start(env));
  }

  faults(expected: Expected = {}): readonly string[] {
    const { discord, dcs, battlemetrics } = this.stage;
    return faultsOf({ discord, dcs, battlemetrics, bots: this.#bots }, expected);
  }

  async close(): Promise<void> {
    await this.#stage?.close();
  }

  /** Runs a command: `flag add` is one with a subcommand. */
  run(user: Person, path: string, options?: OptionValues): InteractionHandle {
    const [name = '', subcommand] = path.split(' ');
    return this.discord.command({ user, name, subcommand, options });
  }

  /** What is offered while `options[focused]` is being typed. */
  async complete(user: Person, path: string, focused: string, options: OptionValues = {}) {
    const [name = '', subcommand] = path.split(' ');
    return await this.discord.autocomplete({ user, name, subcommand, focused, options });
  }

  pilot(name: string): SimulatedPilot {
    return present(
      this.dcs.world.pilots.find((pilot) => pilot.name === name),
      `pilot ${name}`,
    );
  }

  player(name: string): SimPlayer {
    return present(
      this.battlemetrics.world.players.find((player) => player.name === name),
      `player ${name}`,
    );
  }

  /** What was written to BattleMetrics. */
  writes(method: string, path: RegExp): readonly RecordedRequest[] {
    return this.battlemetrics.requests.filter(
      (request) => request.method === method && path.test(request.path),
    );
  }

  /** The bans that hold on a player, or did. */
  bansOn({ id }: SimPlayer): readonly SimBan[] {
    return this.battlemetrics.world.bans.filter(({ playerId }) => playerId === id);
  }
}

/** Sets a stage, starts a bot on it, and checks at the end what holds of everything that it did. */
export function useScene(options: SceneOptions = {}): Scene {
  const scene = new Scene();
  beforeAll(() => scene.open(options));
  afterAll(async () => {
    try {
      expect(scene.faults(options.expected)).toEqual([]);
    } finally {
      await scene.close();
    }
  });
  return scene;
}

function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
