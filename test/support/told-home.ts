/**
 * Homes in which the demonstration is told already: copies of one that is made once in a run, by whoever needs it first. For tests
 * of what comes after a first start.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { finished, freePort, makeHome, removeHome, run, status, until } from './processes.ts';
import { testRun } from './server.ts';

export async function toldHome(): Promise<string> {
  const told = await toldOnce();
  const home = makeHome();
  copy(told, home);
  return home;
}

async function toldOnce(): Promise<string> {
  const { folder } = testRun();
  const [told, making] = [join(folder, 'told'), join(folder, 'telling')];
  await until(async () => {
    if (existsSync(told)) return true;
    if (!isFirst(making)) return false;
    try {
      await tell(told);
      return true;
    } finally {
      rmSync(making, { recursive: true });
    }
  });
  return told;
}

/** Of those that would make the folder one does. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** A server starts there for the first time, and stops in good order. */
async function tell(told: string): Promise<void> {
  const half = `${told}.half`;
  mkdirSync(half);
  try {
    const port = await freePort();
    const server = run(half, 'serve', { PORT: String(port) });
    await until(async () => server.exitCode !== null || (await status(port, '/readyz')) === 200);
    server.kill('SIGTERM');
    await finished(server);
    if (server.exitCode !== 0) throw new Error(server.said());
    renameSync(half, told);
  } finally {
    await removeHome(half);
  }
}

/** With owners and rights: PostgreSQL asks for its own. */
function copy(from: string, to: string): void {
  const all = readdirSync(from).map((name) => join(from, name));
  const { status: code, stderr } = spawnSync('cp', ['-a', ...all, to], { encoding: 'utf8' });
  if (code !== 0) throw new Error(stderr);
}
