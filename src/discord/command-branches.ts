import { cut } from '../message/cut.ts';
import type { Action } from './command.ts';

/** What stands directly below a command: a subcommand, or a group of them. */
export type Branch =
  | { readonly kind: 'subcommand'; readonly name: string; readonly action: Action }
  | GroupBranch;

export interface GroupBranch {
  readonly kind: 'group';
  readonly name: string;
  /** Discord wants one and shows it nowhere. */
  readonly description: string;
  /** By the name within the group. */
  readonly actions: readonly (readonly [string, Action])[];
}

const MAX_DESCRIPTION = 100;

/** Sorts actions by the group that their names begin with, each group where its first action stands. */
export function branchesOf(actions: Readonly<Record<string, Action>>): readonly Branch[] {
  const groups = new Map<string, [string, Action][]>();
  const branches: (Branch | string)[] = [];
  for (const [path, action] of Object.entries(actions)) {
    const [group, name] = splitPath(path);
    if (group === undefined) {
      branches.push({ kind: 'subcommand', name, action });
      continue;
    }
    const members = groups.get(group);
    if (members === undefined) branches.push(group);
    groups.set(group, [...(members ?? []), [name, action]]);
  }
  return branches.map((branch) =>
    typeof branch === 'string' ? groupBranch(branch, groups.get(branch) ?? []) : branch,
  );
}

function groupBranch(name: string, actions: GroupBranch['actions']): GroupBranch {
  const description = cut(actions.map(([subcommand]) => subcommand).join(', '), MAX_DESCRIPTION);
  return { kind: 'group', name, description, actions };
}

/** A name with more than one blank keeps the rest in its second part, which is then no name that Discord takes. */
function splitPath(path: string): readonly [string | undefined, string] {
  const blank = path.indexOf(' ');
  return blank === -1 ? [undefined, path] : [path.slice(0, blank), path.slice(blank + 1)];
}
