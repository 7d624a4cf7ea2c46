import type { Config } from './env.ts';

/** Everything in the configuration that must not be seen in a log or a message, as written in the settings. */
export function secretsOf({ discord, dcsserverbot, battlemetrics }: Config): readonly string[] {
  return [
    discord.token,
    dcsserverbot?.apiKey ?? '',
    dcsserverbot?.url.password ?? '',
    battlemetrics?.token ?? '',
  ].filter((secret) => secret !== '');
}
