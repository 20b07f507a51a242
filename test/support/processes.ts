/** Commands of the house as processes of their own, and what their users see of them. What a test leaves running is ended. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { throwAwayFolder } from '../../src/platform/throw-away.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** Settings of whoever runs the tests are not those of the tests. */
const SETTING = /^(QINLIN_.*|PORT|HOST|DATABASE_URL)$/;
const PATIENCE_MS = 15_000;
/** Much longer than a start takes: the machine may be busy with other tests. */
export const LONGEST_WAIT_MS = 90_000;

const running = new Set<ChildProcess>();

export type Command = ChildProcess & { readonly said: () => string };

/** The environment without settings. */
export const plainEnvironment = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTING.test(name)));

/** Has `endAll` end the process, should it still run then. */
export function watched<C extends ChildProcess>(child: C): C {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Runs `main.js` with that command on that home. */
export function run(home: string, command: string, env: Readonly<Record<string, string>> = {}): Command {
  const environment = { ...plainEnvironment(), QINLIN_HOME: home, ...env };
  const child = watched(spawn(process.execPath, [MAIN, ...command.split(' ')], { env: environment }));
  let said = '';
  child.stdout.on('data', (data) => (said += String(data)));
  child.stderr.on('data', (data) => (said += String(data)));
  return Object.assign(child, { said: () => said });
}

/** Runs the command to its end. */
export async function finished(child: Command): Promise<Command> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return child;
}

/** Ends what still runs: politely, then not. For `afterEach`, so that a test that failed keeps nobody waiting. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map((child) => end(child)));
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(kill);
}

export const makeHome = (): string => throwAwayFolder('qinlin-process-');

/** Removes the home, and first the PostgreSQL that outlived a server that had to be killed. */
export async function removeHome(home: string): Promise<void> {
  const pid = postmasterOf(home);
  if (pid !== null && isAlive(pid)) {
    process.kill(pid, 'SIGQUIT');
    await until(() => Promise.resolve(!isAlive(pid)));
  }
  rmSync(home, { recursive: true, force: true });
}

/** The pid of the PostgreSQL of the home, by its own file. */
export function postmasterOf(home: string): number | null {
  try {
    return Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie that nobody has reaped yet is as dead as can be.
    return !existsSync(`/proc/${pid}/stat`) || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** The status at that address, 0 where nobody answers. */
export async function status(port: number, path: string): Promise<number> {
  try {
    return (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  } catch {
    return 0;
  }
}

export async function until(holds: () => Promise<boolean>, everyMs = 20): Promise<void> {
  for (const end = Date.now() + LONGEST_WAIT_MS; Date.now() < end;) {
    if (await holds()) return;
    await sleep(everyMs);
  }
  throw new Error('it did not come to that in time');
}
