/**
 * The lanes reading statements go on. Light ones share a few pipelined clients; heavy ones take a client of their own, so
 * that nothing waits behind them; the role of both cannot read protected tables at all. Statements under row-level
 * security run on a client of their own too, in one round trip, as a transaction that says whom the policies are to judge.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { appOf, personOf, type Viewer } from '../domain/access/viewer.ts';
import { clientConfig, type Database } from './database.ts';
import { DatabaseAwayError, failureOf } from './failures.ts';
import { GatheringSocket } from './gathering-socket.ts';
import { PreparedStatements } from './prepared.ts';

interface ReadStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly guardedFor: Viewer | null;
  readonly isHeavy: boolean;
}

type Answer = readonly [string | null, string | null];

/** Clients of their own for heavy statements, and as many for guarded ones: not fewer, however few cores there are. */
const LEAST_POOLED = 4;

/** More statements than this waiting for a client of their own: those that come are told to come again. */
const LONGEST_QUEUE = 100;

/** Reads the rights the policies judge by, for the transaction alone. */
const ENTER = 'select from rights.enter($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::timestamptz)';

const enter = (viewer: Viewer) => ({ name: 'enter', text: ENTER, values: entryOf(viewer) });

/** What `rights.enter` asks of a viewer, in its order. */
export function entryOf(viewer: Viewer): (string | null)[] {
  const { credential, actingUnit, actingAlliance, now } = viewer;
  return [personOf(viewer), appOf(viewer), credential, actingUnit, actingAlliance, now.toISOString()];
}

export class Readers implements AsyncDisposable {
  readonly #database: Database;
  readonly #light: (Promise<pg.Client> | null)[];
  readonly #heavy: pg.Pool;
  readonly #guarded: pg.Pool;
  readonly #prepared: PreparedStatements;
  #turn = 0;

  constructor(
    database: Database,
    options: { readonly clients: number; readonly namedStatements: boolean; readonly pooled?: number | undefined },
  ) {
    this.#database = database;
    this.#prepared = new PreparedStatements(options.namedStatements);
    this.#light = Array.from({ length: options.clients }, () => null);
    const poolOf = (role: 'reader' | 'guarded'): pg.Pool => {
      const pool = new pg.Pool({
        ...clientConfig(database, role),
        pipeline: true,
        max: options.pooled ?? Math.max(LEAST_POOLED, options.clients),
      });
      // An idle connection that the server closes is replaced on the next use.
      pool.on('error', () => undefined);
      return pool;
    };
    this.#heavy = poolOf('reader');
    this.#guarded = poolOf('guarded');
  }

  /** Sends a statement; once more where its connection broke, as reading twice does no harm. */
  async send(statement: ReadStatement): Promise<Answer> {
    try {
      return await this.#sendOn(statement);
    } catch (cause) {
      const failure = failureOf(cause);
      if (!(failure instanceof DatabaseAwayError)) throw failure;
    }
    try {
      return await this.#sendOn(statement);
    } catch (cause) {
      throw failureOf(cause);
    }
  }

  #sendOn(statement: ReadStatement): Promise<Answer> {
    if (statement.guardedFor !== null) return this.#sendGuarded(statement, statement.guardedFor);
    return statement.isHeavy ? this.#sendHeavy(statement) : this.#sendLight(statement);
  }

  async #sendLight(statement: ReadStatement): Promise<Answer> {
    const slot = (this.#turn = (this.#turn + 1) % this.#light.length);
    for (;;) {
      const connected = (this.#light[slot] ??= this.#connect(slot));
      const client = await connected;
      // Retired while we waited: another takes its place.
      if (this.#light[slot] !== connected) continue;
      const answer = client.query<[string | null, string | null]>(this.#prepared.query(client, statement));
      if (this.#prepared.isFull(client)) this.#retire(slot, client);
      try {
        return only(await answer);
      } catch (error) {
        const isBroken = failureOf(error) instanceof DatabaseAwayError;
        if (isBroken && this.#light[slot] === connected) this.#retire(slot, client);
        throw error;
      }
    }
  }

  #connect(slot: number): Promise<pg.Client> {
    const client = new pg.Client({
      ...clientConfig(this.#database, 'reader'),
      pipeline: true,
      stream: () => new GatheringSocket(),
    });
    const connected = client.connect().then(() => client);
    const forget = (): void => {
      if (this.#light[slot] === connected) this.#light[slot] = null;
    };
    client.on('error', () => {
      forget();
      client.end().catch(() => undefined);
    });
    client.on('end', forget);
    connected.catch(forget);
    return connected;
  }

  /** What was sent on the session is still answered; what comes next goes to another. */
  #retire(slot: number, client: pg.Client): void {
    this.#light[slot] = null;
    client.end().catch(() => undefined);
  }

  async #sendHeavy(statement: ReadStatement): Promise<Answer> {
    const client = await taken(this.#heavy);
    try {
      return only(await client.query<[string | null, string | null]>(this.#prepared.query(client, statement)));
    } finally {
      client.release(this.#prepared.isFull(client));
    }
  }

  async #sendGuarded(statement: ReadStatement, viewer: Viewer): Promise<Answer> {
    const client = await taken(this.#guarded);
    try {
      const [, , answer] = await Promise.all([
        client.query('begin'),
        client.query(this.#prepared.query(client, enter(viewer))),
        client.query<[string | null, string | null]>(this.#prepared.query(client, statement)),
        client.query('commit'),
      ]);
      client.release(this.#prepared.isFull(client));
      return only(answer);
    } catch (error) {
      // Not knowing where the transaction stands, let the connection go.
      client.release(true);
      throw error;
    }
  }

  /** Whether the database answers within a second. */
  async isReady(): Promise<boolean> {
    const answered = this.#sendLight(READY).then(
      () => true,
      () => false,
    );
    return Promise.race([answered, sleep(1_000, false, { ref: false })]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const clients = await Promise.allSettled(this.#light.filter((client) => client !== null));
    const open = clients.flatMap((client) => (client.status === 'fulfilled' ? [client.value] : []));
    await Promise.all([...open.map((client) => client.end()), this.#heavy.end(), this.#guarded.end()]);
  }
}

const READY: ReadStatement = {
  name: 'ready',
  text: "select 'ready', null",
  values: [],
  guardedFor: null,
  isHeavy: false,
};

/** Works on a client of the pool. One on which that failed is let go: nobody knows where its session stands. */
export async function onClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await taken(pool);
  try {
    const done = await work(client);
    client.release();
    return done;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** A client of the pool, unless too many wait for one already: throws `DatabaseAwayError` then. */
async function taken(pool: pg.Pool): Promise<pg.PoolClient> {
  if (pool.waitingCount >= LONGEST_QUEUE) throw new DatabaseAwayError('too many statements are waiting');
  return pool.connect();
}

function only({ rows }: pg.QueryArrayResult<[string | null, string | null]>): Answer {
  const [row] = rows;
  if (row === undefined) throw new Error('a reading statement gave no row');
  return row;
}
