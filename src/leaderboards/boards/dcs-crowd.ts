import type { Pilot } from '../../dcsserverbot/model.ts';
import type { Call } from '../../http/call.ts';
import type { Exclusion } from '../../store/exclusions.ts';
import type { BoardRow } from './board-row.ts';
import type { Crowd, Person } from './crowd.ts';
import { LeftOff } from './left-off.ts';
import type { PilotLookup } from './pilot-lookup.ts';

/** The pilots of the current DCSServerBot, each found by name and date. */
export async function openDcsCrowd(
  lookup: PilotLookup,
  exclusions: readonly Exclusion[],
  call: Call,
): Promise<Crowd> {
  const left = new LeftOff(exclusions);
  const linked = await lookup.namesOf([...left.accounts], call);
  const met = left.ucids.flatMap((ucid) => lookup.met(ucid)?.nick ?? []);
  const suspicious = new Set([...left.names, ...linked, ...met]);
  const people = new Map<BoardRow, Person>();

  const judge = (row: BoardRow, pilot: Pilot | undefined): Person => {
    // Where nobody can say who it is, rather one too many is left off than one who asked for it is shown.
    if (pilot?.ucid === undefined) return { key: `nick:${row.name}`, out: suspicious.has(row.name) };
    const key = `ucid:${pilot.ucid}`;
    const optedOut = pilot.discordId !== undefined && left.accounts.has(pilot.discordId);
    return {
      key,
      out: left.hasKey(key, row.name) || optedOut,
      ...(pilot.lastSeen === undefined ? {} : { lastSeen: pilot.lastSeen }),
    };
  };

  return {
    someOut: exclusions.length > 0,
    mayBeOut: ({ name }) => suspicious.has(name),
    async look(rows, asking) {
      const found = await lookup.identify(rows, asking);
      for (const [index, row] of rows.entries()) {
        people.set(row, judge(row, found[index]));
      }
    },
    personOf: (row) => people.get(row),
  };
}

/** The names of the documented version, which tells nothing else. */
export function namesAlone(exclusions: readonly Exclusion[]): Crowd {
  const { names } = new LeftOff(exclusions);
  return {
    someOut: exclusions.length > 0,
    mayBeOut: () => false,
    look: async () => undefined,
    personOf: ({ name }) => ({ key: `nick:${name}`, out: names.has(name) }),
  };
}
