import type { APIEmbedField } from 'discord-api-types/v10';
import type { ModerationAction } from '../../../store/moderation-action.ts';
import type { ActionRequest } from '../../../store/moderation-request.ts';
import type { Readers } from '../readers.ts';

/** How the actions of one kind are spoken of. */
export interface KindWords<R extends ActionRequest> {
  /** The command whose buttons belong to such an action. */
  readonly command: string;
  /** As the title of its messages, and in lists: "Ban", "Add flag"; not in the past, for it may have failed. */
  readonly title: string;
  /** Title of the question before it: "Ban this player?" */
  readonly question: string;
  /** What the button says that lets it happen. */
  yes(request: R): string;
  /** What that button says when a second moderator must approve it. Default: "Propose it". */
  readonly propose?: string;
  /** It takes something away from somebody, or cannot be taken back. */
  readonly grave: boolean;
  /** What would happen, where the question does not say it. */
  consequence?(request: R): string;
  /** What is told to who asked once it is done, the first line as a title. The player is named before the rest. */
  done(action: ModerationAction<R>): readonly [title: string, ...lines: string[]];
  /** What was asked for, in detail. */
  fields(action: ModerationAction<R>, readers: Readers): readonly APIEmbedField[];
  /** What it was beside its title, within a line; may be empty. */
  short(request: R, readers: Readers): string;
}
