import type { Call } from '../../http/call.ts';
import type { BanPreview, BanWarning, Part, ShownBan } from '../../render/moderation/views.ts';
import type { BanScope, Subject } from '../../store/moderation-request.ts';
import type { Flags } from '../flags/flags.ts';
import { partOf } from '../lacking-scope.ts';
import type { FoundPlayer } from '../players/player-finder.ts';
import type { ServerFinder } from '../servers/server-finder.ts';
import type { BanFinder } from './ban-finder.ts';
import { isShared } from './ban-rules.ts';

export interface DryRunOptions {
  readonly bans: Pick<BanFinder, 'of'>;
  readonly servers: Pick<ServerFinder, 'all'>;
  readonly flags: Pick<Flags, 'of'>;
  /** Names of flags that mark staff. */
  readonly staffFlags: readonly string[];
  readonly now: () => number;
}

/** What a ban would meet. */
export interface DryRun extends Pick<BanPreview, 'servers' | 'activeBans' | 'moreBans'> {
  /** All but those about the chosen identifiers. */
  readonly warnings: readonly BanWarning[];
}

const YEAR_MS = 365 * 86_400_000;

/** Reads what speaks for or against a ban, side by side; what cannot be read becomes a warning and hides nothing else. */
export async function dryRun(
  found: FoundPlayer,
  { subject, scope }: { readonly subject: Subject; readonly scope: BanScope },
  options: DryRunOptions,
  call: Call,
): Promise<DryRun> {
  const { bans, servers, flags, now } = options;
  const [held, places, marks] = await Promise.all([
    partOf(() => bans.of(subject, call), now),
    partOf(() => serversOf(scope, servers, call), now),
    partOf(() => staffFlagsOf(found, flags, options.staffFlags, call), now),
  ]);
  const active: { readonly activeBans: readonly ShownBan[]; readonly moreBans: boolean } = held.ok
    ? held.value
    : { activeBans: [], moreBans: false };
  return {
    ...active,
    servers: places.ok ? places.value : undefined,
    warnings: [
      ...(marks.ok && marks.value.length > 0 ? [{ kind: 'staff' as const, flags: marks.value }] : []),
      ...absence(found, now()),
      ...unread('existing bans', held),
      ...unread('the servers that it would hold on', places),
      ...unread('flags, which tell whether this is staff', marks),
    ],
  };
}

/** What the choice of identifiers means. */
export function identifierWarnings(chosen: readonly { readonly type: string }[]): readonly BanWarning[] {
  const shared = [...new Set(chosen.filter(isShared).map(({ type }) => type))];
  return [
    ...(chosen.every(isShared) ? [{ kind: 'no-unique-identifier' as const }] : []),
    ...(shared.length > 0 ? [{ kind: 'shared-identifier' as const, types: shared }] : []),
  ];
}

async function serversOf(
  scope: BanScope,
  servers: Pick<ServerFinder, 'all'>,
  call: Call,
): Promise<readonly string[] | undefined> {
  switch (scope.kind) {
    case 'server':
      return [scope.serverName];
    case 'organization':
      return (await servers.all(call)).map(({ name }) => name);
    case 'ban-list':
      // Whoever subscribes to it decides that for himself.
      return undefined;
  }
}

async function staffFlagsOf(
  found: FoundPlayer,
  flags: Pick<Flags, 'of'>,
  staffFlags: readonly string[],
  call: Call,
): Promise<readonly string[]> {
  if (!found.known || staffFlags.length === 0) return [];
  const staff = new Set(staffFlags.map((name) => name.toLowerCase()));
  return (await flags.of(found.id, call))
    .map(({ name }) => name)
    .filter((name) => staff.has(name.toLowerCase()));
}

function absence(found: FoundPlayer, now: number): readonly BanWarning[] {
  if (!found.known) return [];
  if (found.servers.length === 0) return [{ kind: 'not-seen', lastSeen: undefined }];
  if (found.servers.some(({ online }) => online)) return [];
  const seen = found.servers.map(({ lastSeen }) => lastSeen).filter((time) => time !== undefined);
  // BattleMetrics does not say when.
  if (seen.length === 0) return [];
  const lastSeen = Math.max(...seen);
  return now - lastSeen > YEAR_MS ? [{ kind: 'not-seen', lastSeen }] : [];
}

function unread(what: string, part: Part<unknown>): readonly BanWarning[] {
  return part.ok ? [] : [{ kind: 'unread', what, error: part.error }];
}
