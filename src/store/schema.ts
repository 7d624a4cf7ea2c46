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
    readonly cause: Generated<string>;
    readonly cause_of: string | null;
    readonly request_key: string | null;
    readonly subject: string;
    readonly subject_folded: string | null;
    readonly uid: string | null;
    readonly timestamp: number | null;
    readonly request: string;
    readonly result: string | null;
    readonly error: string | null;
    readonly approver_id: string | null;
    readonly approver_name: string | null;
    readonly created_at: number;
    readonly lapses_at: number | null;
    readonly confirmed_at: number | null;
    readonly settled_at: number | null;
    readonly undo_until: number | null;
    readonly undone_by: string | null;
    readonly audit_pending: Generated<number>;
    readonly audit_channel_id: string | null;
    readonly audit_message_id: string | null;
  };
  readonly imported_uids: {
    readonly uid: string;
    readonly action_id: string;
  };
  readonly flag_expiries: {
    readonly action_id: string;
    readonly player_id: string;
    readonly flag_id: string;
    readonly expires_at: number;
    readonly when_over: string;
    readonly state: string;
    readonly message_channel_id: string | null;
    readonly message_id: string | null;
  };
  readonly player_watches: {
    readonly id: string;
    readonly kind: string;
    readonly target_id: string;
    readonly target_name: string;
    readonly reason: string | null;
    readonly role_id: string | null;
    readonly moderator_id: string;
    readonly moderator_name: string;
    readonly created_at: number;
  };
  readonly watched_visits: {
    readonly player_id: string;
    readonly player_name: string;
    readonly server_id: string;
    readonly began_at: number;
    readonly last_seen_at: number;
    readonly ping: string;
  };
  readonly outside_bans: {
    readonly ban_id: string;
    readonly made_at: number;
    readonly found_at: number;
    readonly post: string;
    readonly ban: string | null;
  };
  readonly schedules: {
    readonly id: string;
    readonly source: string;
    readonly content: string;
    readonly channel_id: string;
    readonly when_text: string;
    readonly cron: string;
    readonly timezone: string;
    readonly mode: string;
    readonly pin: number;
    readonly delete_previous: number;
    readonly mention_role_id: string | null;
    readonly state: string;
    readonly rest_reason: string | null;
    readonly counts_from: number;
    readonly message_channel_id: string | null;
    readonly message_id: string | null;
    readonly created_by: string | null;
    readonly created_at: number;
    readonly updated_at: number;
  };
  readonly occurrences: {
    readonly id: string;
    readonly schedule_id: string;
    readonly kind: string;
    readonly due_at: number;
    readonly state: string;
    readonly attempts: Generated<number>;
    readonly next_try_at: number | null;
    readonly claimed_at: number;
    readonly sent_at: number | null;
    readonly settled_at: number | null;
    readonly message_channel_id: string | null;
    readonly message_id: string | null;
    readonly tidy_pending: Generated<number>;
    readonly previous_channel_id: string | null;
    readonly previous_message_id: string | null;
    readonly note: string | null;
  };
  readonly snapshots: {
    readonly occurrence_id: string;
    readonly schedule_id: string;
    readonly taken_at: number;
    readonly data: string;
  };
  readonly exclusions: {
    readonly id: string;
    readonly subject_kind: string;
    readonly subject: string;
    readonly name: string;
    readonly reason: string;
    /** Whether the reason is `opt-out`: a member's own wish stands beside what admins say. */
    readonly own_wish: number;
    readonly created_by: string;
    readonly created_at: number;
  };
  readonly board_views: {
    readonly id: string;
    readonly spec: string;
    readonly created_at: number;
  };
  readonly status_boards: {
    readonly channel_id: string;
    readonly message_id: string | null;
    readonly generation: Generated<number>;
    readonly shown: string | null;
    readonly edited_at: number | null;
    readonly state: string;
    readonly rest_reason: string | null;
    readonly created_by: string;
    readonly created_at: number;
  };
  readonly notifications: {
    readonly id: string;
    readonly user_id: string;
    readonly api: string;
    readonly server_id: string;
    readonly server_name: string;
    readonly at_least: number;
    readonly quiet_from: number | null;
    readonly quiet_to: number | null;
    readonly timezone: string;
    readonly pause_ms: number;
    readonly channel_id: string;
    readonly pinged_at: number | null;
    readonly armed: Generated<number>;
    readonly created_at: number;
  };
  readonly attendance: {
    readonly hour: number;
    readonly api: string;
    readonly server_id: string;
    readonly looks: number;
    readonly players: number;
    readonly most: number;
  };
}
