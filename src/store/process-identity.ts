import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Which process on which machine; enough to tell later whether that very process still lives. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /**
   * Where process ids mean the same: boot and process namespace on Linux, else empty. Two containers may share a
   * host name and both be process 1.
   */
  readonly space: string;
  /** When the process started, in the kernel's ticks; tells it from a later process of the same id. Linux only. */
  readonly start: string | null;
}

/** The process that runs this. */
export function ownIdentity(): ProcessIdentity {
  const pid = process.pid;
  return { pid, host: hostname(), space: processSpace(), start: startOf(pid) ?? null };
}

/** Whether a process of this machine surely runs no more; false for one of another machine, which can't be seen. */
export function isSurelyGone(other: ProcessIdentity, own: ProcessIdentity): boolean {
  if (other.host !== own.host || other.space !== own.space) return false;
  if (other.start !== null && own.start !== null) return startOf(other.pid) !== other.start;
  try {
    process.kill(other.pid, 0);
    return false;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function processSpace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return ''; // no Linux, or no /proc: the host name alone has to do
  }
}

/** Undefined when there is no such process, or only what is left of one that ended (a zombie). */
function startOf(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined; // gone, or no /proc
  }
  // proc_pid_stat(5): the name in parentheses may hold anything; state is field 3, starttime field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ended = fields[0] === 'Z' || fields[0] === 'X';
  return ended ? undefined : fields[19];
}
