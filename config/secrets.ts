import type { Config } from './env.ts';

/** Everything in the configuration that must not be seen in a log or a message, as it is and as URLs write it. */
export function secretsOf({ discord, dcsserverbot, battlemetrics }: Config): readonly string[] {
  const password = dcsserverbot?.url.password ?? '';
  return [
    discord.token,
    dcsserverbot?.apiKey ?? '',
    battlemetrics?.token ?? '',
    password,
    decodeURIComponent(password),
  ].filter((secret) => secret !== '');
}
