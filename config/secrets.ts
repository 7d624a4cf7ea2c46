import type { ApiConfig } from './api-config.ts';
import type { Config } from './env.ts';

/** Everything in the configuration that must not be seen in a log or a message, as written in the settings. */
export function secretsOf(config: Config): readonly string[] {
  return [config.discord.token, ...apiSecretsOf(config)].filter((secret) => secret !== '');
}

/** Of the APIs alone. */
export function apiSecretsOf({ dcsserverbot, battlemetrics }: ApiConfig): readonly string[] {
  return [dcsserverbot?.apiKey ?? '', dcsserverbot?.url.password ?? '', battlemetrics?.token ?? ''].filter(
    (secret) => secret !== '',
  );
}
