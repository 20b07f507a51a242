/** Folders for what is thrown away: the servers of checks and tests, whose thousands of small files cost time on a disk. */
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hereNow, startOf } from './process-start.ts';

/** Where Linux keeps files in memory; else where files for a while are kept. */
const PLACES = ['/dev/shm', tmpdir()];
/** Containers have as little as 64 MiB there; databases want room. */
const ENOUGH_BYTES = 2 * 1024 ** 3;

const NAME = 'qinlin-';
/** In each of them: which process it belongs to. */
const OWNER = '.owner.json';

/**
 * A new folder that every user may enter: when root runs this, PostgreSQL runs as somebody else. The caller removes it. What
 * callers left that were killed is removed first.
 */
export function throwAwayFolder(prefix: `qinlin-${string}`, places: readonly string[] = PLACES): string {
  places.forEach(sweep);
  const place = places.find(isRoomy) ?? places.at(-1) ?? tmpdir();
  const folder = mkdtempSync(join(place, prefix));
  chmodSync(folder, 0o755);
  claim(folder);
  return folder;
}

/** Says that the folder belongs to this process. */
function claim(folder: string): void {
  try {
    const owner = { pid: process.pid, start: startOf(process.pid), where: hereNow() };
    writeFileSync(join(folder, OWNER), JSON.stringify(owner));
  } catch {
    // Where no process can be told from another, nothing is taken for left behind.
  }
}

function isRoomy(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    // Not every system has such a folder.
    return false;
  }
}

function sweep(place: string): void {
  for (const name of namesIn(place)) {
    if (!name.startsWith(NAME) || !isLeft(join(place, name))) continue;
    try {
      discard(place, name);
    } catch {
      // Another start has it already, or what still runs in it was writing: then it is for the next start.
    }
  }
}

function namesIn(place: string): string[] {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}

/** Whether it is ours, and of a process of this system that is no more. In doubt it is not. */
function isLeft(folder: string): boolean {
  try {
    const found = lstatSync(folder);
    if (!found.isDirectory() || found.uid !== process.getuid?.()) return false;
    const { pid, start, where } = JSON.parse(readFileSync(join(folder, OWNER), 'utf8')) as Record<string, unknown>;
    if (typeof pid !== 'number' || typeof start !== 'string' || where !== hereNow()) return false;
    return startOf(pid) !== start;
  } catch {
    return false;
  }
}

/**
 * Of two who would remove it the one that renames it first does. Whose it was is removed last, so that what is half removed is
 * known as well. A PostgreSQL that outlived its parent ends by itself when its files are gone.
 */
function discard(place: string, name: string): void {
  const folder = join(place, `${NAME}gone-${randomUUID()}`);
  renameSync(join(place, name), folder);
  for (const inside of readdirSync(folder)) {
    if (inside !== OWNER) rmSync(join(folder, inside), { recursive: true, force: true, maxRetries: 3 });
  }
  rmSync(folder, { recursive: true, force: true });
}
