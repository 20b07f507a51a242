/**
 * An embedded PostgreSQL: made on first use, found again after its parent was killed, stopped with its parent.
 * It listens on a Unix socket in a folder of its own, and on no port.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedServerError, unpackBinaries } from './binaries.ts';
import { Ownership } from './ownership.ts';
import { placeOf, type Place } from './place.ts';

const SUPERUSER = 'postgres';
const START_MS = 30_000;
const STOP_MS = 20_000;

export interface EmbeddedServer extends AsyncDisposable {
  readonly connection: { readonly host: string; readonly port: number; readonly user: string };
  readonly isFirstStart: boolean;
}

interface EmbeddedOptions {
  /** Settings of postgresql.conf, as `name=value`. */
  readonly settings?: readonly string[];
  /** Told when the server is gone, or another process took it over. */
  readonly onLost?: (error: EmbeddedServerError) => void;
}

/** Starts or adopts the server of `home`. Throws `EmbeddedServerError` when another process owns it. */
export async function startEmbedded(home: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const place = placeOf(home);
  const binaries = prepare(place);
  const isFirstStart = !existsSync(join(place.data, 'PG_VERSION'));
  if (isFirstStart) makeCluster(place, binaries);
  const adopted = runningServer(place);
  const pid = adopted ?? (await launch(place, binaries, options.settings ?? []));
  const connection = { host: place.sockets, port: 5432, user: SUPERUSER };
  const owner = await Ownership.take({ ...connection, database: SUPERUSER }, home, options.onLost ?? (() => undefined));
  return {
    connection,
    isFirstStart,
    async [Symbol.asyncDispose]() {
      await owner[Symbol.asyncDispose]();
      await stop(pid);
    },
  };
}

function prepare(place: Place): string {
  mkdirSync(place.base, { recursive: true, mode: 0o755 });
  mkdirSync(place.sockets, { recursive: true, mode: 0o700 });
  chmodSync(place.sockets, 0o700);
  giveAway(place, place.sockets);
  return unpackBinaries(place.base);
}

function giveAway(place: Place, path: string): void {
  const { uid, gid } = place.runAs;
  if (uid !== undefined && gid !== undefined && statSync(path).uid !== uid) chownSync(path, uid, gid);
}

function makeCluster(place: Place, binaries: string): void {
  const half = `${place.data}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  giveAway(place, half);
  const flags = [
    '-D',
    half,
    '-U',
    SUPERUSER,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
  ];
  const made = spawnSync(join(binaries, 'bin/initdb'), [...flags, '--no-sync'], {
    ...place.runAs,
    cwd: place.base,
    env: {},
  });
  if (made.status !== 0) throw new EmbeddedServerError(`initdb: ${made.error?.message ?? String(made.stderr)}`);
  renameSync(half, place.data);
}

/** The pid of a server that outlived its parent, if it really is a PostgreSQL on this very data. */
function runningServer(place: Place): number | null {
  const [line = ''] = readPidFile(place);
  const pid = Number(line);
  return pid > 0 && isAlive(pid) && isPostgresOf(pid, place.data) ? pid : null;
}

function readPidFile(place: Place): string[] {
  const file = join(place.data, 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

function isPostgresOf(pid: number, data: string): boolean {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === data;
    } catch {
      return false;
    }
  }
  const listed = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return listed.stdout.includes('postgres') && listed.stdout.includes(data);
}

async function launch(place: Place, binaries: string, settings: readonly string[]): Promise<number> {
  const log = openSync(join(place.base, 'postgres.log'), 'a');
  const flags = [
    'listen_addresses=',
    `unix_socket_directories=${place.sockets}`,
    'timezone=UTC',
    'jit=off',
    ...settings,
  ];
  const child = spawn(join(binaries, 'bin/postgres'), ['-D', place.data, ...flags.flatMap((flag) => ['-c', flag])], {
    ...place.runAs,
    cwd: place.base,
    env: {},
    // A session of its own: Ctrl-C in the terminal reaches us first, and we end what is under way before we stop it.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(startFailed(place, `it ended with code ${String(code)}`));
    });
  });
  failed.catch(() => undefined);
  await Promise.race([failed, untilReady(place, child.pid ?? 0)]);
  child.unref();
  return child.pid ?? 0;
}

async function untilReady(place: Place, pid: number): Promise<void> {
  const isReady = (): boolean => {
    const lines = readPidFile(place);
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  };
  if (await until(isReady, START_MS)) return;
  throw startFailed(place, `not ready after ${START_MS / 1000} s`);
}

function startFailed(place: Place, what: string): EmbeddedServerError {
  return new EmbeddedServerError(
    `内置 PostgreSQL 未能启动，详见日志。 The embedded PostgreSQL did not start (${what}); its log: ${join(place.base, 'postgres.log')}`,
  );
}

async function stop(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (isAlive(pid)) process.kill(pid, signal);
    if (await until(() => !isAlive(pid), STOP_MS)) return;
  }
  throw new EmbeddedServerError(`The embedded PostgreSQL (pid ${pid}) did not stop.`);
}

/** Whether it holds before the time is over; looked at every few milliseconds. */
async function until(holds: () => boolean, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (holds()) return true;
    await sleep(10);
  }
  return holds();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
