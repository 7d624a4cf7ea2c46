import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';

/** That our organization lets somebody play despite a ban. */
export interface OwnExemption {
  /** UUID. */
  readonly id: string;
  readonly reason: string | null;
}

/** The organization's exemptions from a ban; a ban of a shared list may have those of others, too. */
export async function ownExemptions(
  {
    battlemetrics,
    organizationId,
  }: { readonly battlemetrics: BattleMetrics; readonly organizationId: string },
  banId: string,
  call: Call,
): Promise<readonly OwnExemption[]> {
  const own: OwnExemption[] = [];
  for await (const { id, attributes, relationships } of battlemetrics.banExemptions.list.all(
    { ban: banId },
    call,
  )) {
    if (relationships.organization?.data?.id === organizationId) own.push({ id, reason: attributes.reason });
  }
  return own;
}
