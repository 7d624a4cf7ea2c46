import type { REST } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import { z } from 'zod';

const user = z.object({ id: z.string() });

/** Asks Discord once for the id of the bot's own user; it differs from the application's id where the bot is old. */
export function createBotUser(rest: REST): () => Promise<string> {
  let known: Promise<string> | undefined;
  return () => {
    known ??= ask(rest).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

async function ask(rest: REST): Promise<string> {
  return user.parse(await rest.get(Routes.user())).id;
}
