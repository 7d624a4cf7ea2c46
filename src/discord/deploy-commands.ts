import { REST } from 'discord.js';
import type { Config } from '../../config/env.ts';
import type { Command } from './command.ts';
import { type Registration, registerCommands } from './registration.ts';

/**
 * Registers commands without logging in to the gateway, for `npm run deploy`. What `registerCommands` throws.
 */
export async function deployCommands(config: Config, commands: readonly Command[]): Promise<Registration> {
  const rest = new REST({ api: config.discord.apiUrl }).setToken(config.discord.token);
  try {
    return await registerCommands({ rest, config, commands });
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}
