import { Client, Events, GatewayIntentBits, type Interaction, RESTEvents } from 'discord.js';
import {
  type DiscordSimulator,
  type SimulatorOptions,
  startDiscordSimulator,
} from '../../../src/demo/discord/simulator.ts';

export const TOKEN = 'simulated.bot.token';
export const APPLICATION_ID = '100000000000000001';
export const GUILD_ID = '200000000000000001';

/** A simulator and a real discord.js client on it. */
export interface Bot {
  readonly sim: DiscordSimulator;
  readonly client: Client<true>;
  /** What rejected in the listener, in order. */
  readonly errors: readonly unknown[];
  close(): Promise<void>;
}

/** Starts both; `answer` handles every interaction. */
export async function startBot(
  answer: (interaction: Interaction) => Promise<unknown> = async () => undefined,
  options: Partial<SimulatorOptions> = {},
): Promise<Bot> {
  const sim = await startDiscordSimulator({
    token: TOKEN,
    applicationId: APPLICATION_ID,
    guildId: GUILD_ID,
    ...options,
  });
  const errors: unknown[] = [];
  const client = createClient(sim.url);
  client.on(Events.InteractionCreate, (interaction) => {
    answer(interaction).catch((error: unknown) => errors.push(error));
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(TOKEN);
  const loggedIn = await ready;
  return {
    sim,
    client: loggedIn,
    errors,
    close: async () => {
      await client.destroy();
      await sim.close();
    },
  };
}

/** A discord.js client whose Discord is at `url`, with nothing but the intent Guilds. */
export function createClient(url: string, intents = [GatewayIntentBits.Guilds]): Client {
  const client = new Client({ intents, rest: { api: url, retries: 0 } });
  client.on(Events.Error, () => undefined);
  client.rest.on(RESTEvents.RateLimited, () => undefined);
  return client;
}
