import type { APIEmbed } from 'discord-api-types/v10';
import type { PreparedPost } from '../../../src/leaderboards/posts/post-content.ts';
import type { BoardSpec } from '../../../src/store/board.ts';
import type { Schedule } from '../../../src/store/schedule.ts';
import type { Scene } from '../scene.ts';

export const BACKGROUND = { class: 'background' } as const;

export function addSchedule(
  { store }: Scene,
  kind: 'board' | 'digest',
  spec: BoardSpec,
  timezone = 'UTC',
): Promise<Schedule> {
  return store.schedules.add(
    {
      content: { kind, spec },
      channelId: '300000000000000001',
      when: 'mondays 09:00',
      cron: '0 9 * * 1',
      timezone,
      mode: 'post',
      pin: false,
      deletePrevious: false,
      mentionRoleId: null,
    },
    '900000000000000001',
  );
}

export const momentOf = (
  { now }: Scene,
  more: { readonly occurrenceId?: string; readonly late?: boolean } = {},
) => ({
  occurrenceId: 'abcdefgh12345678',
  dueAt: now() - 60_000,
  now: now(),
  late: false,
  nextAt: now() + 3_600_000,
  ...more,
});

/** Makes a post as it is due, and writes down that it stands in its channel. */
export async function post(scene: Scene, schedule: Schedule): Promise<PreparedPost> {
  const { store, boards, now } = scene;
  const occurrence = await store.occurrences.claim(schedule.id, now());
  if (occurrence === undefined) throw new Error('it was claimed before');
  const prepared = await boards.content.prepare(
    schedule,
    momentOf(scene, { occurrenceId: occurrence.id }),
    BACKGROUND,
  );
  await keep(scene, occurrence.id, prepared);
  return prepared;
}

/** Writes down that a post of an occurrence stands in its channel. */
export async function keep({ store }: Scene, id: string, { shown }: PreparedPost): Promise<void> {
  await store.occurrences.sending(id, shown);
  const message = { channelId: '300000000000000001', messageId: '400000000000000001' };
  await store.occurrences.posted(id, { message, previous: null, tidyPending: false });
}

/** All that a reader sees of a post. */
export function textOf({ message }: PreparedPost): string {
  return (message.embeds ?? []).map(embedText).join('\n');
}

const embedText = ({ title, description, fields = [] }: APIEmbed): string =>
  [title, description, ...fields.flatMap(({ name, value }) => [name, value])].join('\n');
