/** Processes by their number: whether one lives, and how it is ended. */
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedServerError } from './error.ts';

const STOP_MS = 20_000;

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Sends the signal, unless the process is gone. */
export function tell(pid: number, signal: NodeJS.Signals): void {
  if (isAlive(pid)) process.kill(pid, signal);
}

/** Ends a PostgreSQL: it ends its sessions and writes what it has to; where that takes too long, it recovers next time. */
export async function endPostgres(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    tell(pid, signal);
    if (await until(() => !isAlive(pid), STOP_MS)) return;
  }
  throw new EmbeddedServerError(
    `内置 PostgreSQL（进程 ${pid}）未能停止，请手动结束它。 The embedded PostgreSQL (pid ${pid}) did not stop: end it by hand.`,
  );
}

/** Whether it holds before the time is over; looked at every few milliseconds. */
export async function until(holds: () => boolean, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (holds()) return true;
    await sleep(10);
  }
  return holds();
}
