import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import { withScope } from '../lacking-scope.ts';
import type { ServerFinder } from '../servers/server-finder.ts';

/** The formats in which BattleMetrics writes bans, and the identifiers that each can hold. Document: "GET /bans/export". */
export const BAN_FORMATS = [
  { format: 'squad/Bans.cfg', holds: 'Steam IDs' },
  { format: 'arma3/bans.txt', holds: 'BE GUIDs and addresses' },
  { format: 'arma2/bans.txt', holds: 'BE GUIDs and addresses' },
  { format: 'ark/banlist.txt', holds: 'Steam IDs' },
  { format: 'rust/bans.cfg', holds: 'Steam IDs' },
  { format: 'rust/bansip_SERVER.ini', holds: 'addresses' },
] as const;
export type BanFormat = (typeof BAN_FORMATS)[number]['format'];

/** Bans as a file. Private: it holds identifiers. */
export interface BanExports {
  /** @throws UserError when there is no such server, or no ban that the format can hold. */
  export(
    input: { readonly format: BanFormat; readonly server?: string | undefined },
    call: Call,
  ): Promise<{ readonly fileName: string; readonly text: string }>;
}

interface ExportOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  readonly servers: Pick<ServerFinder, 'resolve'>;
  readonly now: () => number;
}

export function createBanExports({
  battlemetrics,
  organizationId: organization,
  servers,
  now,
}: ExportOptions): BanExports {
  return {
    async export({ format, server }, call) {
      const place = server === undefined ? undefined : await servers.resolve(server, call);
      const filter = { organization, ...(place === undefined ? {} : { server: place.id }) };
      const text = await withScope('ban:export', 'export bans', () =>
        battlemetrics.bans.export({ format, filter }, call),
      );
      if (text.trim() === '') {
        throw new UserError(
          'export-empty',
          `There is no ban to export in that format: ${format} holds only ${holdingOf(format)}.`,
        );
      }
      return { fileName: fileNameOf(format, now()), text };
    },
  };
}

function holdingOf(format: BanFormat): string {
  return BAN_FORMATS.find((one) => one.format === format)?.holds ?? 'some identifiers';
}

/** `bans-squad-2026-11-25.cfg`; of addresses alone `bans-rust-ip-…`. */
function fileNameOf(format: BanFormat, now: number): string {
  const [game = 'bans', file = ''] = format.split('/');
  const kind = file.startsWith('bansip') ? `${game}-ip` : game;
  const day = new Date(now).toISOString().slice(0, 10);
  return `bans-${kind}-${day}.${file.split('.').at(-1) ?? 'txt'}`;
}
