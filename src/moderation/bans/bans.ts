import type { BanPreset } from '../../../config/ban-presets-file.ts';
import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import type { BanDetails } from '../../render/moderation/views.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import type { Questions } from '../actions/questions.ts';
import type { Flags } from '../flags/flags.ts';
import type { PlayerFinder } from '../players/player-finder.ts';
import type { ServerFinder } from '../servers/server-finder.ts';
import { type BanChanges, createBanChanges } from './ban-changes.ts';
import { detailsOfBan } from './ban-details.ts';
import { type BanDrafts, createBanDrafts } from './ban-drafts.ts';
import { type BanExports, createBanExports } from './ban-exports.ts';
import type { BanFinder } from './ban-finder.ts';
import { type BanImports, createBanImports } from './ban-imports.ts';

export interface BansOptions {
  readonly battlemetrics: BattleMetrics;
  readonly actions: ModerationActions;
  readonly questions: Questions;
  readonly players: PlayerFinder;
  readonly servers: ServerFinder;
  readonly bans: BanFinder;
  readonly flags: Flags;
  readonly config: {
    readonly organizationId: string;
    readonly banListId?: string;
    readonly staffFlags: readonly string[];
    readonly timezone: string;
  };
  readonly presets: readonly BanPreset[];
  readonly now: () => number;
}

/** What moderators know of bans and do with them. */
export interface Bans {
  readonly bans: BanFinder & {
    /** One ban with everything that is known of it. @throws UserError as `resolve`. */
    show(text: string, call: Call): Promise<BanDetails>;
  };
  readonly drafts: BanDrafts & BanChanges;
  readonly presets: readonly BanPreset[];
  readonly exports: BanExports;
  readonly imports: BanImports;
}

export function createBans(options: BansOptions): Bans {
  const { battlemetrics, actions, questions, players, servers, bans, flags, config, presets, now } = options;
  const { organizationId, banListId, staffFlags, timezone } = config;
  const changes = createBanChanges({ battlemetrics, bans, questions, organizationId, now });
  const drafts = createBanDrafts({
    actions,
    questions,
    players,
    servers,
    bans,
    flags,
    presets,
    staffFlags,
    timezone,
    now,
    ...(banListId === undefined ? {} : { banListId }),
  });
  return {
    bans: {
      ...bans,
      show: (text, call) => detailsOfBan(text, { battlemetrics, bans, actions, organizationId, now }, call),
    },
    drafts: { ...drafts, ...changes },
    presets,
    exports: createBanExports({ battlemetrics, organizationId, servers, now }),
    imports: createBanImports({ battlemetrics, organizationId, servers, banListId, questions, now }),
  };
}
