/** Folders for what is thrown away: the servers of checks and tests, whose thousands of small files cost time on a disk. */
import { chmodSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';
/** Containers have as little as 64 MiB there; databases want room. */
const ENOUGH_BYTES = 2 * 1024 ** 3;

/** A new folder that every user may enter: when root runs this, PostgreSQL runs as somebody else. The caller removes it. */
export function throwAwayFolder(prefix: string): string {
  const folder = mkdtempSync(join(isRoomy(MEMORY) ? MEMORY : tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
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
