import type { RecordedRequest } from '../../src/demo/battlemetrics/simulator.ts';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import type { Person, SimulatedMessage } from '../../src/demo/discord/model.ts';
import { type Answer, answerTo, read, replyLike, textOf } from './reading.ts';
import type { Scene } from './scene.ts';

/** The record in the audit channel, once its text fits. */
export async function told(scene: Scene, pattern: RegExp): Promise<Answer> {
  return read(await scene.stage.audit.message((message) => pattern.test(textOf(message))));
}

/** Messages of the audit channel whose text fits now. */
export function toldSoFar(scene: Scene, pattern: RegExp): readonly SimulatedMessage[] {
  return scene.stage.audit.messages.filter((message) => pattern.test(textOf(message)));
}

/** How a command is answered, once it is not on its way any more. */
export const ask = (scene: Scene, user: Person, path: string, options: OptionValues = {}): Promise<Answer> =>
  answerTo(scene.run(user, path, options));

/** What a press brings that is answered beside the message, or in its place at once. */
export const pressed = (
  scene: Scene,
  user: Person,
  { message }: Answer,
  button: string | RegExp,
): Promise<Answer> => answerTo(scene.press(user, message, button));

/** Answers a question, and waits for the outcome that fits. */
export const answered = (
  scene: Scene,
  user: Person,
  { message }: Answer,
  button: string,
  outcome: RegExp,
): Promise<Answer> => replyLike(scene.press(user, message, button), outcome);

/** The dry run of a ban. */
export const banPreview = (scene: Scene, user: Person, options: OptionValues): Promise<Answer> =>
  replyLike(
    scene.run(user, 'ban', { reason: 'Team kills', duration: '7d', ...options }),
    /Ban this player\?/u,
  );

/** Bans that were sent to BattleMetrics, one by one. */
export const sentBans = (scene: Scene): readonly RecordedRequest[] => scene.writes('POST', /^\/bans$/u);

/** All that was written to BattleMetrics; asking whose token it is changes nothing. */
export const allWrites = ({ battlemetrics }: Scene): readonly RecordedRequest[] =>
  battlemetrics.requests.filter(({ method, path }) => method !== 'GET' && path !== '/oauth/introspect');

/** A file that came with an answer, as text. */
export function fileOf(scene: Scene, { message }: Answer): string {
  const [attachment] = message.attachments;
  if (attachment === undefined) throw new Error(`no file came with ${textOf(message)}`);
  return scene.discord.sentFile(message.id, attachment.filename)?.data.toString('utf8') ?? '';
}

/** What is done again and again rests so long at most; connections are kept for less. Milliseconds. */
const RESTS = { longerThan: 3_000, most: 30_000 };
/** Schedules of leaderboards, and what moderation does by itself. */
const RESTING = 2;

/** Lets time go by until the bot has done all that it does by itself by then. */
export async function passTime(scene: Scene, ms: number): Promise<void> {
  const { bot } = scene;
  await scene.forward(ms);
  await bot.log(() => {
    const since = bot.logs.slice(bot.logs.findLastIndex(({ msg }) => msg === 'clock moved'));
    const rests = since.flatMap(({ msg, ms: rest }) => (msg === 'waits' ? [Number(rest)] : []));
    return rests.filter((rest) => rest > RESTS.longerThan && rest <= RESTS.most).length >= RESTING;
  });
}
