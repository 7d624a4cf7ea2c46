import { COMMANDS } from '../commands/index.ts';
import { ConfigError, loadConfig, readEnvironment } from '../config/env.ts';
import { secretsOf } from '../config/secrets.ts';
import { createApis } from './apis.ts';
import { deployCommands } from './discord/deploy-commands.ts';
import { selectCommands } from './discord/select-commands.ts';
import { DiscordStartError } from './discord/start-error.ts';
import { createLogger } from './log.ts';
import { findUnavailable } from './unavailable.ts';

/** `npm run deploy`: registers the commands that these settings allow, says what came of it, and ends. */
async function deploy(): Promise<void> {
  const config = loadConfig(readEnvironment());
  const log = createLogger({ level: 'warn', secrets: secretsOf(config) });
  const apis = createApis({ config, now: Date.now, log });
  try {
    const { commands, leftOut, warnings } = selectCommands({
      commands: COMMANDS,
      services: {
        ...apis,
        ...(config.access.auditChannelId && { moderation: apis.battlemetrics }),
        leaderboards: apis.dcs ?? apis.battlemetrics,
        watch: apis.dcs ?? apis.battlemetrics,
      },
      config,
      unavailable: await findUnavailable(config, apis.battlemetrics, Date.now),
    });
    const { changed } = await deployCommands(config, commands);
    say(
      changed.length === 0
        ? 'Discord has all commands as they are.'
        : `Registered anew: ${changed.join(', ')}`,
    );
    say(`Offered: ${commands.map(({ name }) => `/${name}`).join(' ')}`);
    for (const { name, reason } of leftOut) say(`Not offered: /${name}, for ${reason}`);
    for (const warning of warnings) say(warning);
  } finally {
    await apis.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await deploy();
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof DiscordStartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
