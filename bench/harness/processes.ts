/** CPU time and memory of processes, from /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second (USER_HZ), whatever the kernel's own clock. */
const MICROS_A_TICK = 10_000;

interface Stat {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended and were waited for. */
  readonly ended: number;
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program may hold anything; the numbers come after its closing bracket.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (i) => fields[i],
    );
    return { parent, own: user + system, ended: endedUser + endedSystem };
  } catch {
    return null;
  }
}

/** A process and all that descend from it. */
function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    const parent = Number.isInteger(pid) ? statOf(pid)?.parent : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** User and system time of the whole tree, all threads, and what ended in it. */
export function cpuMicros(root: number): number {
  const ticks = treeOf(root).map((pid) => {
    const stat = statOf(pid);
    return stat === null ? 0 : stat.own + stat.ended;
  });
  return ticks.reduce((sum, some) => sum + some, 0) * MICROS_A_TICK;
}

/** Resident memory of the tree in MB; of PostgreSQL's processes what is theirs alone (`RssAnon`). */
export function memoryMb(root: number, field: 'VmRSS' | 'RssAnon' = 'VmRSS'): number {
  const kilobytes = treeOf(root).map((pid) => {
    try {
      return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return Math.round(kilobytes.reduce((sum, some) => sum + some, 0) / 102.4) / 10;
}
