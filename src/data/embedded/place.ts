/** Where an embedded server may live, and as whom: PostgreSQL refuses to run as root and must be able to reach its files. */
import { createHash } from 'node:crypto';
import { chownSync, existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const NOBODY = 65534;
/** Unix socket paths end at 107 bytes on Linux and 103 on macOS. */
const LONGEST_SOCKET_PATH = 100;

export interface Place {
  readonly base: string;
  readonly data: string;
  readonly sockets: string;
  /** Empty unless this process is root: then the server runs as nobody. */
  readonly runAs: { readonly uid?: number; readonly gid?: number };
}

export function placeOf(home: string): Place {
  const isRoot = process.getuid?.() === 0;
  const runAs = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  // A folder below /root, say, cannot be entered by nobody: then the server's files go where services keep theirs.
  const base = isRoot && !isOpenToAll(home) ? join('/var/lib/qinlin', shortHash(home)) : join(home, 'postgres');
  const data = join(base, 'data');
  const isLong = Buffer.byteLength(join(base, 'run', '.s.PGSQL.5432')) > LONGEST_SOCKET_PATH;
  const sockets = isLong ? join(tmpdir(), `qinlin-${shortHash(home)}`) : join(base, 'run');
  return { base, data, sockets, runAs };
}

/** Hands a folder to the user that the server runs as. */
export function giveAway({ runAs: { uid, gid } }: Place, path: string): void {
  if (uid !== undefined && gid !== undefined && statSync(path).uid !== uid) chownSync(path, uid, gid);
}

/** Whether every user may pass through the folder and all above it; what is not there yet will be. */
function isOpenToAll(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
