import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import type { BattleMetricsSimulator, RecordedRequest } from '../../src/demo/battlemetrics/simulator.ts';
import type { SimBan, SimPlayer } from '../../src/demo/battlemetrics/world.ts';
import type { DcsServerBotSimulator } from '../../src/demo/dcsserverbot/simulator.ts';
import type { SimulatedPilot } from '../../src/demo/dcsserverbot/world.ts';
import type { InteractionHandle } from '../../src/demo/discord/interactions/handle.ts';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import type { Person, SimulatedMessage } from '../../src/demo/discord/model.ts';
import type { DiscordSimulator } from '../../src/demo/discord/simulator.ts';
import type { BotProcess } from './bot-process.ts';
import { type SquawkOptions, type Stage, setStage, type Variables } from './harness.ts';
import { type Expected, faultsOf } from './hygiene.ts';
import { menuOf } from './reading.ts';

const CLOCK = fileURLToPath(new URL('movable-clock.mjs', import.meta.url));

export interface SceneOptions extends SquawkOptions {
  /**
   * Makes a clock that `forward` moves: `bot`, the bot's alone; or that of all, which begins at a moment that it names,
   * as `2026-11-22T09:00:00Z`. Default: the real one.
   */
  readonly clock?: 'bot' | `${number}-${string}Z`;
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
  #aheadMs = 0;
  /** Epoch milliseconds by the bot's clock, as far as it can be moved. */
  readonly now = (): number => Date.now() + this.#aheadMs;

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

  async open({ prepare, variables, clock, ...options }: SceneOptions): Promise<void> {
    this.#stage = await setStage(clock === undefined ? options : this.#withClock(options, clock));
    if (this.#aheadMs !== 0) await this.#setClock();
    prepare?.(this);
    await this.start(variables?.(this));
  }

  /** Starts a bot, or after its end another one. */
  async start(env?: Variables): Promise<void> {
    this.#bots.push(await this.stage.start(env));
  }

  /** Lets time go by. What the bot waits for, and is due by then, it does. */
  async forward(ms: number): Promise<void> {
    this.#aheadMs += ms;
    await this.#setClock();
    const bot = this.#bots.at(-1);
    if (bot?.running !== true) return;
    process.kill(bot.pid, 'SIGUSR2');
    await bot.log(({ msg, ahead }) => msg === 'clock moved' && ahead === this.#aheadMs);
  }

  /** Lets time go by until a moment, epoch milliseconds. */
  async forwardTo(at: number): Promise<void> {
    await this.forward(at - this.now());
  }

  #withClock(options: SquawkOptions, clock: NonNullable<SceneOptions['clock']>): SquawkOptions {
    const env = { NODE_OPTIONS: `--import=${CLOCK}`, ...options.env };
    if (clock === 'bot') return { ...options, env };
    const { now } = this;
    this.#aheadMs = Date.parse(clock) - Date.now();
    return {
      ...options,
      env,
      discord: { now, ...options.discord },
      dcsOptions: { now, ...options.dcsOptions },
      battlemetrics: options.battlemetrics === false ? false : { now, ...options.battlemetrics },
    };
  }

  async #setClock(): Promise<void> {
    await writeFile(join(this.stage.folder, 'clock'), String(this.#aheadMs));
  }

  faults(expected: Expected = {}): readonly string[] {
    const { discord, dcs, battlemetrics } = this.stage;
    return faultsOf({ discord, dcs, battlemetrics, bots: this.#bots }, expected);
  }

  async close(): Promise<void> {
    await this.#stage?.close();
  }

  /**
   * Runs a command: `flag add` is one with a subcommand, `leaderboard schedule add` one in a group. A file is an option
   * like any other: `{ file: { name: 'bans.csv', text: '…' } }`.
   */
  run(user: Person, path: string, options?: OptionValues): InteractionHandle {
    return this.discord.command({ user, ...commandAt(path), options });
  }

  /** Presses the button with that label, or one whose `custom_id` the expression fits. */
  press(user: Person, message: { readonly id: string }, button: string | RegExp): InteractionHandle {
    const by = typeof button === 'string' ? { label: button } : { customId: button };
    return this.discord.press({ user, message, ...by });
  }

  /** Chooses in the only menu of a message, or in the one whose `custom_id` the expression fits. */
  select(
    user: Person,
    message: SimulatedMessage,
    values: readonly string[],
    customId: string | RegExp = menuOf(message).custom_id,
  ): InteractionHandle {
    return this.discord.select({ user, message, customId }, values);
  }

  /** Waits for the form that an interaction opens, and sends it with these fields; the others as they were filled in. */
  async submit(
    user: Person,
    opening: InteractionHandle,
    fields: Readonly<Record<string, string>>,
  ): Promise<InteractionHandle> {
    if (opening.userId !== user.id) throw new Error('only who opened a form can send it');
    await opening.opened();
    return this.discord.submit(opening, fields);
  }

  /** Takes a role from somebody. The bot hears nothing of it; what they do next, they do without it. */
  takeRole(user: Person, roleId: string): void {
    this.discord.takeRole(user.id, roleId);
  }

  /** What is offered while `options[focused]` is being typed. */
  async complete(user: Person, path: string, focused: string, options: OptionValues = {}) {
    return await this.discord.autocomplete({ user, ...commandAt(path), focused, options });
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

  /** What was written to BattleMetrics. To ask what the token may do is a POST, too, and writes nothing. */
  writes(method: string, path: RegExp): readonly RecordedRequest[] {
    return this.battlemetrics.requests.filter(
      (request) =>
        request.method === method && request.path !== '/oauth/introspect' && path.test(request.path),
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

function commandAt(path: string): { readonly name: string; readonly subcommand: string | undefined } {
  const [name = '', ...rest] = path.split(' ');
  return { name, subcommand: rest.length === 0 ? undefined : rest.join(' ') };
}

function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
