import { DiscordAPIError, type REST } from 'discord.js';
import { RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import type { Config } from '../../config/env.ts';
import { inviteUrl } from './client.ts';
import type { Command } from './command.ts';
import { differingCommands } from './command-difference.ts';
import { commandFaults } from './command-limits.ts';
import { commandPayload } from './command-payload.ts';
import { DiscordStartError, explainLogin, wrongApplication } from './start-error.ts';

export interface RegistrationOptions {
  readonly rest: REST;
  readonly config: Config;
  readonly commands: readonly Command[];
}

export interface Registration {
  /** The commands because of which Discord was written to; empty when it had all as they should be. */
  readonly changed: readonly string[];
}

/**
 * Makes the guild's commands those given, and no others. Reads first, and writes only on a difference: Discord
 * counts writes, and every one makes the clients load the commands anew.
 * @throws DiscordStartError with what the operator can do.
 * @throws RangeError when a definition is beyond Discord's limits.
 */
export async function registerCommands({
  rest,
  config,
  commands,
}: RegistrationOptions): Promise<Registration> {
  const faults = commandFaults(commands);
  if (faults.length > 0) throw new RangeError(`Discord would refuse the commands: ${faults.join('; ')}`);
  const { applicationId, guildId } = config.discord;
  const route = Routes.applicationGuildCommands(applicationId, guildId);
  const wanted = commands.map(commandPayload);
  try {
    // Without localizations in the answer, those of others would stay unseen.
    const found = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
    const changed = differingCommands(wanted, found);
    if (changed.length > 0) await rest.put(route, { body: wanted });
    return { changed };
  } catch (error) {
    throw explain(error, config);
  }
}

function explain(error: unknown, { discord }: Config): DiscordStartError {
  const { applicationId, guildId, apiUrl } = discord;
  if (error instanceof DiscordAPIError) {
    switch (error.code) {
      case RESTJSONErrorCodes.MissingAccess:
      case RESTJSONErrorCodes.UnknownGuild:
        return new DiscordStartError(
          'guild',
          `The bot may not register commands in the guild of DISCORD_GUILD_ID. Let it in with ${inviteUrl(applicationId, guildId)}, or correct the id.`,
          { cause: error },
        );
      case RESTJSONErrorCodes.UnknownApplication:
      case RESTJSONErrorCodes.NotAuthorizedToPerformThisActionOnThisApplication:
        return wrongApplication();
      default:
    }
  }
  return explainLogin(error, apiUrl);
}
