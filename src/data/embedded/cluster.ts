/** The data folder of an embedded server, made once by `initdb`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onAbort } from '../../platform/stop.ts';
import { cannotRun, EmbeddedServerError } from './error.ts';
import { makeWhole, sweepHalves } from './halves.ts';
import { tell } from './pid.ts';
import { giveAway, type Place } from './place.ts';

export const SUPERUSER = 'postgres';

/** Makes the cluster unless it is there; true when it did. Ends `initdb` and leaves nothing behind when told to stop. */
export async function makeCluster(place: Place, binaries: string, told: AbortSignal): Promise<boolean> {
  sweepHalves(place.data);
  if (existsSync(join(place.data, 'PG_VERSION'))) return false;
  await makeWhole(place.data, async (half) => {
    mkdirSync(half, { mode: 0o700 });
    giveAway(place, half);
    await initdb(place, binaries, half, told);
  });
  return true;
}

async function initdb(place: Place, binaries: string, data: string, told: AbortSignal): Promise<void> {
  const who = ['-U', SUPERUSER, '-A', 'trust'];
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  const program = join(binaries, 'bin/initdb');
  const child = spawn(program, ['-D', data, ...who, ...locale, '--no-sync'], {
    ...place.runAs,
    cwd: place.base,
    env: {},
    // A session of its own: Ctrl-C in the terminal reaches us, and we end it.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onAbort(told, () => {
    if (child.pid !== undefined && child.exitCode === null) tell(child.pid, 'SIGTERM');
  });
  let said = '';
  child.stderr.on('data', (data) => (said += String(data)));
  const [code] = (await once(child, 'close').catch((cause: unknown) => {
    throw cannotRun(program, cause);
  })) as [number | null];
  told.throwIfAborted();
  if (code !== 0) throw new EmbeddedServerError(whyNot(said, process.getuid?.() ?? 0));
}

/** What `initdb` said, and what helps against it where that is known. */
export function whyNot(said: string, uid: number): string {
  const reason = said.replaceAll(/^initdb: (error: )?/gm, '').trim();
  if (said.includes('could not look up effective user ID')) {
    return (
      `用户编号 ${uid} 在本机没有用户名，PostgreSQL 因此不能初始化。请换一个有名字的用户运行，在容器中为它添加 /etc/passwd 条目，或用 DATABASE_URL 指定数据库。 ` +
      `The user id ${uid} has no name on this machine, and PostgreSQL wants one (${reason}). Run as a user that has one, add an entry to /etc/passwd in a container, or name a database in DATABASE_URL.`
    );
  }
  return `无法初始化内置 PostgreSQL。 The embedded PostgreSQL could not be initialised: ${reason}`;
}
