/**
 * Loaded into the bot's process before the bot: the channel to the demo closes when the demo ends, however it ends,
 * and the bot then stops as an operator would stop it.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Listening to the channel must not keep a bot alive that has nothing else to do.
process.channel?.unref();
