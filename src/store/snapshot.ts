import { z } from 'zod';
import { BoardSchema } from './board.ts';

/** What a digest knew beside its board, kept for the comparison a week later. */
export const DigestFactsSchema = z.object({
  /** Different people who played in the seven days before. */
  uniquePlayers: z.number().optional(),
  /** Hours that people spent on the servers in the seven days before. */
  playerHours: z.number().optional(),
  /** Hours by module, as far back as the server counts: the week's are the difference to the digest before. */
  moduleHours: z.array(z.object({ module: z.string(), hours: z.number() })).optional(),
});
export type DigestFacts = z.infer<typeof DigestFactsSchema>;

export const SnapshotDataSchema = z.object({
  board: BoardSchema,
  digest: DigestFactsSchema.optional(),
});
/** What a post showed; the next one is compared with it. */
export type SnapshotData = z.infer<typeof SnapshotDataSchema>;

export interface Snapshot {
  readonly occurrenceId: string;
  readonly scheduleId: string;
  /** Epoch milliseconds. */
  readonly takenAt: number;
  readonly data: SnapshotData;
}
