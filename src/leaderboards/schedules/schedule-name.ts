import { BOARDS } from '../../render/board-catalogue.ts';
import type { Schedule } from '../../store/schedule.ts';

/** A schedule as admins know it, for the beginning of a sentence: "Top K/D in #boards (schedule `a1b2c3`)". */
export function nameOf({ id, content, channelId }: Schedule): string {
  const what = content.kind === 'digest' ? 'The digest' : BOARDS[content.spec.board].title;
  return `${what} in <#${channelId}> (schedule \`${id}\`)`;
}
