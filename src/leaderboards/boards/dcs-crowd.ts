import type { Pilot } from '../../dcsserverbot/model.ts';
import type { Call } from '../../http/call.ts';
import type { Exclusion } from '../../store/exclusions.ts';
import type { BoardRow } from './board-row.ts';
import type { Crowd, Person } from './crowd.ts';
import { LeftOff } from './left-off.ts';
import type { PilotLookup } from './pilot-lookup.ts';

/** The pilots of the current DCSServerBot, each found by name and date. */
export function dcsCrowd(lookup: PilotLookup, exclusions: readonly Exclusion[]): Crowd {
  const left = new LeftOff(exclusions);
  const people = new Map<BoardRow, Person>();
  let suspicious: Promise<ReadonlySet<string>> | undefined;

  /** Names that those may have who are left off. Asked for once and if needed: there is a question for each account. */
  const suspiciousNames = (call: Call): Promise<ReadonlySet<string>> => {
    const find = async (): Promise<ReadonlySet<string>> => {
      const linked = await lookup.namesOf([...left.accounts], call);
      const met = lookup
        .everybodyMet()
        .filter(({ ucid = '', nick, discordId }) => left.hasPilot(ucid, nick, discordId));
      return new Set([...left.names, ...linked, ...met.map(({ nick }) => nick)]);
    };
    suspicious ??= find();
    return suspicious;
  };

  const judge = async (row: BoardRow, pilot: Pilot | undefined, call: Call): Promise<Person> => {
    if (pilot?.ucid === undefined) {
      // Where nobody can say who it is, rather one too many is left off than one who asked for it is shown.
      return { key: `nick:${row.name}`, out: (await suspiciousNames(call)).has(row.name) };
    }
    const { ucid, discordId, lastSeen } = pilot;
    return {
      key: `ucid:${ucid}`,
      out: left.hasPilot(ucid, row.name, discordId),
      ...(lastSeen === undefined ? {} : { lastSeen }),
    };
  };

  return {
    someOut: exclusions.length > 0,
    async suspects(rows, call) {
      if (rows.length === 0) return [];
      const names = await suspiciousNames(call);
      return rows.filter(({ name }) => names.has(name));
    },
    async look(rows, call) {
      const found = await lookup.identify(rows, call);
      for (const [index, row] of rows.entries()) people.set(row, await judge(row, found[index], call));
    },
    personOf: (row) => people.get(row),
  };
}

/** The names of the documented version, which tells nothing else. */
export function namesAlone(exclusions: readonly Exclusion[]): Crowd {
  const { names } = new LeftOff(exclusions);
  return {
    someOut: exclusions.length > 0,
    suspects: async () => [],
    look: async () => undefined,
    personOf: ({ name }) => ({ key: `nick:${name}`, out: names.has(name) }),
  };
}
