/** A server as a process: started on a free loopback port, found by the address it prints, ended by its pid. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;
const START_MS = 60_000;
const STOP_MS = 15_000;
const KEPT = 8_000;

export interface Started extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
  /** The last it printed, for when it fails. */
  readonly said: () => string;
}

const running = new Set<ChildProcess>();

/** Ends every server at once, whatever it is doing: for when the bench is told to stop, or falls over. */
export function stopAll(): void {
  for (const child of running) child.kill('SIGTERM');
}
process.once('exit', stopAll);

/** Starts Node on a script. What the script prints before its address, and its errors, are shown when it fails. */
export async function startNode(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Started> {
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const said = listenTo(child);
  const origin = await addressOf(child, args.join(' '), said);
  return { pid: child.pid ?? 0, url: `${origin}/graphql`, said, [Symbol.asyncDispose]: () => stop(child) };
}

/** Reads what it prints, always: a server that talks would stop at a full pipe. */
function listenTo(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-KEPT);
    });
  }
  return () => said;
}

async function addressOf(child: ChildProcess, what: string, said: () => string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.stdout?.on('data', () => {
    const [address] = ADDRESS.exec(said()) ?? [];
    if (address !== undefined) resolve(address);
  });
  child.once('exit', (code) => reject(new Error(`${what} ended with code ${String(code)}:\n${said()}`)));
  const deadline = setTimeout(() => reject(new Error(`${what} gave no address:\n${said()}`)), START_MS);
  try {
    return await promise;
  } catch (error) {
    await stop(child);
    throw error;
  } finally {
    clearTimeout(deadline);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const isGone = await Promise.race([gone.then(() => true), sleep(STOP_MS, false, { ref: false })]);
  if (isGone) return;
  child.kill('SIGKILL');
  await gone;
}
