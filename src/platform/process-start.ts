/** When a process began: with that a number tells a process from another that came to have it later. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const NO_SUCH: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ESRCH']);

const isLinux = process.platform === 'linux';

/** The same for as long as the process runs; null where none with that number does. Throws where it cannot be told. */
export function startOf(pid: number): string | null {
  return isLinux ? startOnLinux(pid) : startElsewhere(pid);
}

/** Where numbers of processes mean the same: this boot of this machine, or of this container. */
export function hereNow(): string {
  if (!isLinux) return hostname();
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
}

/** `proc(5)`, `/proc/pid/stat`: the third field is the state, the 22nd the start in ticks since boot; only the second has blanks. */
function startOnLinux(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (NO_SUCH.has((error as NodeJS.ErrnoException).code)) return null;
    throw error;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields[0], fields[19]];
  if (start === undefined) throw new Error(`/proc/${pid}/stat has ${fields.length} fields`);
  // A zombie has ended, though nobody asked how.
  return state === 'Z' || state === 'X' ? null : start;
}

function startElsewhere(pid: number): string | null {
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  const { error, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env });
  if (error !== undefined) throw error;
  return stdout.trim() || null;
}
