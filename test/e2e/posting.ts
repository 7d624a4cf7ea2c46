import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import type { SimulatedMessage } from '../../src/demo/discord/model.ts';
import type { SimulatedChannel } from '../../src/demo/discord/simulated-channel.ts';
import { ADMIN_ROLE_ID, AUDIT_ID, GENERAL_ID, MODERATOR_ROLE_ID } from './harness.ts';
import { type Answer, answerTo } from './reading.ts';
import type { Scene, SceneOptions } from './scene.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const BOARDS_ID = '1180000000000000043';
export const NEWS_ID = '1180000000000000044';
export const PILOTS_ROLE_ID = '1180000000000000033';
/** Nobody may ping it. */
export const QUIET_ROLE_ID = '1180000000000000034';

/** A community with channels for posts, on a Sunday morning whose clock a test moves. */
export const POSTING = {
  clock: '2026-11-22T09:00:00Z',
  discord: {
    roles: [
      { id: MODERATOR_ROLE_ID, name: 'Moderators' },
      { id: ADMIN_ROLE_ID, name: 'Admins' },
      { id: PILOTS_ROLE_ID, name: 'Pilots', mentionable: true },
      { id: QUIET_ROLE_ID, name: 'Quiet ones' },
    ],
    channels: [
      { id: GENERAL_ID, name: 'general' },
      { id: AUDIT_ID, name: 'audit' },
      { id: BOARDS_ID, name: 'boards' },
      { id: NEWS_ID, name: 'news' },
    ],
  },
} as const satisfies SceneOptions;

/** The channel of the posts. */
export const boardsOf = ({ discord }: Scene): SimulatedChannel => discord.channel(BOARDS_ID);

/** What an admin is answered to `/leaderboard schedule …`. */
export const ask = (scene: Scene, action: string, options: OptionValues): Promise<Answer> =>
  answerTo(scene.run(scene.stage.admin(), `leaderboard schedule ${action}`, options));

/** What an admin is answered to `/leaderboard schedule list`. */
export const listed = async (scene: Scene): Promise<string> => (await ask(scene, 'list', {})).text;

/** Adds a schedule that is not due by itself before the next morning. @returns its id */
export async function addSchedule(scene: Scene, options: OptionValues = {}): Promise<string> {
  const defaults = { board: 'kills', channel: BOARDS_ID, when: 'daily 08:00' };
  const { text } = await ask(scene, 'add', { ...defaults, ...options });
  return idOf(text);
}

/** Posts a schedule now. @throws when it was not posted */
export async function runNow(scene: Scene, schedule: string): Promise<void> {
  const { text } = await ask(scene, 'run', { schedule });
  if (!text.includes('✅ Posted')) throw new Error(`it was not posted: ${text}`);
}

export function idOf(text: string): string {
  const id = /✅ Schedule (?:added|changed)\n\*\*.*\*\* · `([\w-]+)`/u.exec(text)?.[1];
  if (id === undefined) throw new Error(`no schedule was saved: ${text}`);
  return id;
}

/** A line of a board's table. */
export interface ShownPlace {
  readonly place: number;
  /** `▲2`, `▼1`, `NEW`, `·`; empty where no movement is shown. */
  readonly move: string;
  readonly value: string;
  readonly name: string;
}

const MEDALS = ['🥇', '🥈', '🥉'];
const ROW =
  /^ *(🥇|🥈|🥉|\d+) +(?:(▲\d+|▼\d+|NEW|·) +)?([\d.,–]+(?: h)?) +(?:([+-][\d.,]+(?: h)?|=|–) +)?(.+)$/u;

/** The places that a board shows. */
export function placesOf({ embeds }: SimulatedMessage): readonly ShownPlace[] {
  const [, table = ''] = embeds[0]?.description?.split('```') ?? [];
  return table.split('\n').flatMap((line) => {
    const [, place = '', move = '', value = '', , name = ''] = ROW.exec(line) ?? [];
    if (place === '') return [];
    const medal = MEDALS.indexOf(place);
    return [{ place: medal === -1 ? Number(place) : medal + 1, move, value, name }];
  });
}

/** Whether a board shows this name, cut off as it may be. */
export const isName = (shown: string, name: string): boolean =>
  shown.endsWith('…') ? name.startsWith(shown.slice(0, -1)) : shown === name;
