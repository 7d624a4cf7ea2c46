import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, HTTPError } from 'discord.js';
import { GatewayCloseCodes } from 'discord-api-types/v10';

/** Why Squawk has no connection to Discord. */
export type StartFailure = 'token' | 'application' | 'guild' | 'not-allowed' | 'unreachable' | 'sessions';

/** Discord cannot be used; the message says what to do and is fit to be the last line before the exit. */
export class DiscordStartError extends Error {
  readonly failure: StartFailure;

  constructor(failure: StartFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DiscordStartError';
    this.failure = failure;
  }
}

const WRONG_TOKEN =
  'Discord refuses DISCORD_TOKEN. Copy it from https://discord.com/developers/applications, your application, Bot; if it is lost, reset it there.';

/** Puts what discord.js throws while logging in or calling in the bot's name into words for the operator. */
export function explainLogin(error: unknown, apiUrl: string): DiscordStartError {
  if (error instanceof DiscordStartError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (isTokenRefused(error)) return new DiscordStartError('token', WRONG_TOKEN, { cause: error });
  if (/sessions remaining/iu.test(text)) {
    return new DiscordStartError(
      'sessions',
      'Discord lets this bot not log in any more today, for it logged in too often. Stop what restarts it, and start it tomorrow.',
      { cause: error },
    );
  }
  if (/intents|API version|[Ss]hard/u.test(text)) return explainClose(undefined, error);
  if (error instanceof DiscordAPIError) {
    return new DiscordStartError(
      'not-allowed',
      `Discord refuses the bot (${error.status}, code ${error.code}: ${error.message}). Look at your application at https://discord.com/developers/applications.`,
      { cause: error },
    );
  }
  return new DiscordStartError(
    'unreachable',
    `Discord cannot be reached at ${apiUrl} (${reasonOf(error, text)}). Check this machine's network and DISCORD_API_URL, and https://discordstatus.com.`,
    { cause: error },
  );
}

/** The gateway closed for good with that code. */
export function explainClose(code: number | undefined, cause?: unknown): DiscordStartError {
  if (code === GatewayCloseCodes.AuthenticationFailed) return new DiscordStartError('token', WRONG_TOKEN);
  const name =
    code === undefined ? String(cause instanceof Error ? cause.message : cause) : GatewayCloseCodes[code];
  return new DiscordStartError(
    'not-allowed',
    `Discord's gateway does not let the bot in (${[code, name].filter((part) => part !== undefined).join(', ')}). An update of Squawk may be needed.`,
    { cause },
  );
}

export function notReady(ms: number): DiscordStartError {
  return new DiscordStartError(
    'unreachable',
    `Discord's gateway was not ready within ${ms / 1000} s. Look at https://discordstatus.com, and whether a firewall lets WebSocket connections out.`,
  );
}

/** @param actual the application that the token belongs to, where that is known. */
export function wrongApplication(actual?: string): DiscordStartError {
  const owner = actual === undefined ? '' : `, but to ${actual}`;
  return new DiscordStartError(
    'application',
    `DISCORD_TOKEN does not belong to the application in DISCORD_APPLICATION_ID${owner}. Copy both from the same application at https://discord.com/developers/applications.`,
  );
}

function isTokenRefused(error: unknown): boolean {
  if (error instanceof DiscordjsError) return error.code === DiscordjsErrorCodes.TokenInvalid;
  if (error instanceof DiscordAPIError) return error.status === 401;
  return error instanceof Error && error.message === 'Authentication failed';
}

function reasonOf(error: unknown, text: string): string {
  if (error instanceof HTTPError) return `HTTP ${error.status}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === '' ? text : code;
}
