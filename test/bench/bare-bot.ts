import { Client, Events, GatewayIntentBits, type InteractionReplyOptions } from 'discord.js';

/** The least that a discord.js bot can be: it logs in, and answers every command with a constant. */
const reply: InteractionReplyOptions = JSON.parse(process.env['BARE_REPLY'] ?? '{"content":"Hello"}');
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env['DISCORD_API_URL'] ?? 'https://discord.com/api' },
});
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand()) await interaction.reply(reply);
});
client.once(Events.ClientReady, () => console.log(JSON.stringify({ level: 30, msg: 'ready' })));
process.on('SIGTERM', async () => {
  await client.destroy();
  process.exit(0);
});
await client.login(process.env['DISCORD_TOKEN']);
