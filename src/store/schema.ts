import type { Generated } from 'kysely';

/** The tables as SQLite holds them: times are epoch milliseconds, structures are JSON text. */
export interface Tables {
  readonly saved_states: {
    readonly key: string;
    readonly command: string;
    readonly owner_id: string;
    readonly data: string;
    readonly expires_at: number;
  };
  readonly lease: {
    readonly slot: number;
    readonly holder: string;
    readonly pid: number;
    readonly host: string;
    readonly space: string;
    readonly process_start: string | null;
    readonly acquired_at: number;
    readonly renewed_at: number;
    readonly released_at: number | null;
  };
  readonly moderation_actions: {
    readonly id: string;
    readonly kind: string;
    readonly state: string;
    readonly revision: Generated<number>;
    readonly moderator_id: string;
    readonly moderator_name: string;
    readonly subject: string;
    readonly uid: string | null;
    readonly timestamp: number | null;
    readonly request: string;
    readonly result: string | null;
    readonly error: string | null;
    readonly created_at: number;
    readonly lapses_at: number | null;
    readonly confirmed_at: number | null;
    readonly settled_at: number | null;
    readonly audit_pending: Generated<number>;
    readonly audit_channel_id: string | null;
    readonly audit_message_id: string | null;
  };
}
