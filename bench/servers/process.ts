/** A server as a process: started on a free loopback port, found by the address it prints, ended by its pid. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;
const START_MS = 60_000;
const STOP_MS = 15_000;

export interface Started extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
}

/** Starts Node on a script. What the script prints before its address, and its errors, are shown when it fails. */
export async function startNode(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Started> {
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const origin = await addressOf(child, args.join(' '));
  return { pid: child.pid ?? 0, url: `${origin}/graphql`, [Symbol.asyncDispose]: () => stop(child) };
}

async function addressOf(child: ChildProcess, what: string): Promise<string> {
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const listen = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-8_000);
    const [address] = ADDRESS.exec(said) ?? [];
    if (address !== undefined) resolve(address);
  };
  // They go on being read, so that a server that talks does not stop at a full pipe.
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  child.once('exit', (code) => reject(new Error(`${what} ended with code ${String(code)}:\n${said}`)));
  const deadline = setTimeout(() => reject(new Error(`${what} gave no address:\n${said}`)), START_MS);
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
