/**
 * An embedded PostgreSQL: made on first use, found again after its parent was killed, stopped with its parent.
 * It listens on a Unix socket in a folder of its own, and on no port.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { onAbort, unstopped, type Stop } from '../../platform/stop.ts';
import { unpackBinaries } from './binaries.ts';
import { makeCluster, SUPERUSER } from './cluster.ts';
import { cannotRun, EmbeddedServerError } from './error.ts';
import { OwnedByAnotherError, Ownership } from './ownership.ts';
import { endPostgres, isAlive, tell, until } from './pid.ts';
import { giveAway, placeOf, type Place } from './place.ts';

const START_MS = 30_000;

export interface EmbeddedServer extends AsyncDisposable {
  readonly connection: { readonly host: string; readonly port: number; readonly user: string };
  readonly isFirstStart: boolean;
}

interface EmbeddedOptions {
  /** Settings of postgresql.conf, as `name=value`. */
  readonly settings?: readonly string[];
  /** Told when the server is gone, or another process took it over. */
  readonly onLost?: (error: EmbeddedServerError) => void;
  /** A start is given up when this is told; a server is shut down at once when this is hurried. */
  readonly stop?: Stop;
}

/** Starts or adopts the server of `home`. Throws `EmbeddedServerError` when another process owns it. */
export async function startEmbedded(home: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const { settings = [], onLost = () => undefined, stop = unstopped } = options;
  const place = placeOf(home);
  const binaries = await prepare(place);
  stop.told.throwIfAborted();
  const isFirstStart = await makeCluster(place, binaries, stop.told);
  const { pid, isOurs } = await runningOrLaunched(place, binaries, settings);
  const connection = connectionOf(place);
  try {
    await untilReady(place, pid, stop.told);
    const owner = await Ownership.take({ ...connection, database: SUPERUSER }, home, onLost, stop.told);
    onAbort(stop.hurried, () => tell(pid, 'SIGINT'));
    return {
      connection,
      isFirstStart,
      async [Symbol.asyncDispose]() {
        await owner[Symbol.asyncDispose]();
        await endPostgres(pid);
      },
    };
  } catch (error) {
    // What we began we end, unless somebody else has it already.
    if (isOurs && !(error instanceof OwnedByAnotherError)) await endPostgres(pid);
    throw error;
  }
}

/** Where the server of `home` listens, if it runs, whoever owns it: to look in, not to take over or to stop. */
export function runningEmbedded(home: string): EmbeddedServer['connection'] | null {
  const place = placeOf(home);
  return runningServer(place) === null ? null : connectionOf(place);
}

const connectionOf = ({ sockets }: Place): EmbeddedServer['connection'] => ({
  host: sockets,
  port: 5432,
  user: SUPERUSER,
});

async function prepare(place: Place): Promise<string> {
  mkdirSync(place.base, { recursive: true, mode: 0o755 });
  mkdirSync(place.sockets, { recursive: true, mode: 0o700 });
  chmodSync(place.sockets, 0o700);
  giveAway(place, place.sockets);
  return unpackBinaries(place.base);
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

interface Running {
  readonly pid: number;
  /** This process began it. */
  readonly isOurs: boolean;
}

/** The server on that data, begun where there is none. Of two that begin at once PostgreSQL lets one live, and both get that. */
async function runningOrLaunched(place: Place, binaries: string, settings: readonly string[]): Promise<Running> {
  const found = runningServer(place);
  if (found !== null) return { pid: found, isOurs: false };
  const child = await launch(place, binaries, settings);
  await until(() => hasEnded(child) || runningServer(place) !== null, START_MS);
  const pid = runningServer(place);
  if (pid !== null) return { pid, isOurs: pid === child.pid };
  if (child.pid !== undefined && !hasEnded(child)) tell(child.pid, 'SIGQUIT');
  throw startFailed(place, hasEnded(child) ? `it ended with code ${String(child.exitCode)}` : 'it did not begin');
}

async function launch(place: Place, binaries: string, settings: readonly string[]): Promise<ChildProcess> {
  const log = openSync(join(place.base, 'postgres.log'), 'a');
  const flags = [
    'listen_addresses=',
    `unix_socket_directories=${place.sockets}`,
    'timezone=UTC',
    'jit=off',
    ...settings,
  ];
  const program = join(binaries, 'bin/postgres');
  const child = spawn(program, ['-D', place.data, ...flags.flatMap((flag) => ['-c', flag])], {
    ...place.runAs,
    cwd: place.base,
    env: {},
    // A session of its own: Ctrl-C in the terminal reaches us first, and we end what is under way before we stop it.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  await once(child, 'spawn').catch((cause: unknown) => {
    throw cannotRun(program, cause);
  });
  child.unref();
  return child;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function untilReady(place: Place, pid: number, told: AbortSignal): Promise<void> {
  const isReady = (): boolean => {
    const lines = readPidFile(place);
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  };
  await until(() => told.aborted || isReady() || !isAlive(pid), START_MS);
  told.throwIfAborted();
  if (isReady()) return;
  throw startFailed(place, isAlive(pid) ? `not ready after ${START_MS / 1000} s` : 'it ended before it was ready');
}

function startFailed(place: Place, what: string): EmbeddedServerError {
  return new EmbeddedServerError(
    `内置 PostgreSQL 未能启动，详见日志。 The embedded PostgreSQL did not start (${what}); its log: ${join(place.base, 'postgres.log')}`,
  );
}
