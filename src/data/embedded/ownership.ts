/**
 * Whose embedded server it is: a lock on a connection that stays open. Where the connection breaks, because PostgreSQL
 * restarted its sessions, the lock is taken again; where that cannot be, the server is lost to this process.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedServerError } from './error.ts';

/** Any number does, as long as it is always the same: who holds it owns the server. */
const OWNER_LOCK = 0x71_69_6e;
const OWNER_NAME = 'qinlin-owner-';
const WHO_HOLDS_IT = `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
  where l.locktype = 'advisory' and l.granted and l.objid = $1`;
const ATTEMPTS = 20;
const PAUSE_MS = 100;

/** Somebody else serves the data. */
export class OwnedByAnotherError extends EmbeddedServerError {}

type Connection = Pick<pg.ClientConfig, 'host' | 'port' | 'user' | 'database'>;

export class Ownership implements AsyncDisposable {
  readonly #connection: Connection;
  readonly #home: string;
  readonly #onLost: (error: EmbeddedServerError) => void;
  #client: pg.Client | null = null;
  #isGivenUp = false;
  /** Pid of the process that has it instead, as far as it says. */
  #other: string | null = null;

  private constructor(connection: Connection, home: string, onLost: (error: EmbeddedServerError) => void) {
    this.#connection = connection;
    this.#home = home;
    this.#onLost = onLost;
  }

  /** Throws `EmbeddedServerError` when another process owns the server. One that was just killed may hold it a moment longer. */
  static async take(
    connection: Connection,
    home: string,
    onLost: (error: EmbeddedServerError) => void,
    told: AbortSignal,
  ): Promise<Ownership> {
    const ownership = new Ownership(connection, home, onLost);
    await ownership.#take(told);
    return ownership;
  }

  async #take(told?: AbortSignal): Promise<void> {
    let failure: unknown = null;
    for (let attempt = 0; attempt < ATTEMPTS && !this.#isGivenUp;) {
      told?.throwIfAborted();
      try {
        if (await this.#tryLock()) return;
        failure = null;
      } catch (error) {
        failure = error;
      }
      // While it recovers from a crash it says so, and that may take its time.
      if (!isStarting(failure)) attempt += 1;
      await sleep(PAUSE_MS);
    }
    throw failure === null ? ownedByAnother(this.#home, this.#other) : gone(failure);
  }

  async #tryLock(): Promise<boolean> {
    const application_name = `${OWNER_NAME}${process.pid}`;
    const client = new pg.Client({ ...this.#connection, application_name, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ own: boolean }>('select pg_try_advisory_lock($1) as own', [OWNER_LOCK]);
    if (rows[0]?.own !== true) {
      const { rows: owners } = await client.query<{ name: string }>(WHO_HOLDS_IT, [OWNER_LOCK]);
      this.#other = owners[0]?.name.slice(OWNER_NAME.length) ?? null;
      await client.end();
      return false;
    }
    this.#client = client;
    client.once('end', () => {
      this.#retake();
    });
    return true;
  }

  #retake(): void {
    if (this.#isGivenUp) return;
    this.#take().catch((error: unknown) => {
      if (!this.#isGivenUp && error instanceof EmbeddedServerError) this.#onLost(error);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isGivenUp = true;
    await this.#client?.end();
  }
}

const CANNOT_CONNECT_NOW = '57P03';

const isStarting = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === CANNOT_CONNECT_NOW;

function ownedByAnother(home: string, pid: string | null): OwnedByAnotherError {
  const which = pid === null ? '' : ` (pid ${pid})`;
  return new OwnedByAnotherError(
    `另一个进程${which}正在使用 ${home} 中的数据，请先停止它。 Another process is serving the data in ${home}${which}; stop it first.`,
  );
}

const gone = (cause: unknown): EmbeddedServerError =>
  new EmbeddedServerError('内置 PostgreSQL 已停止响应。 The embedded PostgreSQL does not answer any more.', { cause });
