/**
 * The lanes reading statements go on. Light ones share a few pipelined clients; heavy ones take a client of their own, so
 * that nothing waits behind them; the role of both cannot read protected tables at all. Statements under row-level
 * security run on a client of their own too, in one round trip, as a transaction that says whom the policies are to judge.
 */
import pg from 'pg';
import { appOf, personOf, type Viewer } from '../domain/access/viewer.ts';
import { clientConfig, type Database } from './database.ts';
import { PreparedStatements } from './prepared.ts';

interface ReadStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly guardedFor: Viewer | null;
  readonly isHeavy: boolean;
}

type Answer = readonly [string | null, string | null];

/** The database took longer than a statement may. */
class StatementTimeoutError extends Error {
  override readonly name = 'StatementTimeoutError';
}

const QUERY_CANCELED = '57014';

/** Names what the policies judge by, for the transaction alone. */
const SET_VIEWER =
  "select set_config('qinlin.person', $1, true), set_config('qinlin.app', $2, true), set_config('qinlin.unit', $3, true), " +
  "set_config('qinlin.alliance', $4, true), set_config('qinlin.now', $5, true)";

export function viewerSettings(viewer: Viewer): string[] {
  const { actingUnit, actingAlliance, now } = viewer;
  return [personOf(viewer) ?? '', appOf(viewer) ?? '', actingUnit ?? '', actingAlliance ?? '', now.toISOString()];
}

export class Readers implements AsyncDisposable {
  readonly #database: Database;
  readonly #light: (Promise<pg.Client> | null)[];
  readonly #heavy: pg.Pool;
  readonly #guarded: pg.Pool;
  readonly #prepared: PreparedStatements;
  #turn = 0;

  constructor(database: Database, options: { readonly clients: number; readonly namedStatements: boolean }) {
    this.#database = database;
    this.#prepared = new PreparedStatements(options.namedStatements);
    this.#light = Array.from({ length: options.clients }, () => null);
    const poolOf = (role: 'reader' | 'guarded'): pg.Pool => {
      const pool = new pg.Pool({ ...clientConfig(database, role), pipeline: true, max: options.clients });
      // An idle connection that the server closes is replaced on the next use.
      pool.on('error', () => undefined);
      return pool;
    };
    this.#heavy = poolOf('reader');
    this.#guarded = poolOf('guarded');
  }

  async send(statement: ReadStatement): Promise<Answer> {
    try {
      if (statement.guardedFor !== null) return await this.#sendGuarded(statement, statement.guardedFor);
      return await (statement.isHeavy ? this.#sendHeavy(statement) : this.#sendLight(statement));
    } catch (cause) {
      if (cause instanceof pg.DatabaseError && cause.code === QUERY_CANCELED) {
        throw new StatementTimeoutError('a reading statement ran out of time', { cause });
      }
      throw cause;
    }
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
      return only(await answer);
    }
  }

  #connect(slot: number): Promise<pg.Client> {
    const client = new pg.Client({ ...clientConfig(this.#database, 'reader'), pipeline: true });
    const connected = client.connect().then(() => client);
    const forget = (): void => {
      if (this.#light[slot] === connected) this.#light[slot] = null;
    };
    client.on('error', forget);
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
    const client = await this.#heavy.connect();
    try {
      return only(await client.query<[string | null, string | null]>(this.#prepared.query(client, statement)));
    } finally {
      client.release(this.#prepared.isFull(client));
    }
  }

  async #sendGuarded(statement: ReadStatement, viewer: Viewer): Promise<Answer> {
    const client = await this.#guarded.connect();
    try {
      const [, , answer] = await Promise.all([
        client.query('begin'),
        client.query({ name: 'set-viewer', text: SET_VIEWER, values: viewerSettings(viewer) }),
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

  /** Whether the database answers. */
  async isReady(): Promise<boolean> {
    try {
      await this.#sendLight({
        name: 'ready',
        text: "select 'ready', null",
        values: [],
        guardedFor: null,
        isHeavy: false,
      });
      return true;
    } catch {
      return false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const clients = await Promise.allSettled(this.#light.filter((client) => client !== null));
    const open = clients.flatMap((client) => (client.status === 'fulfilled' ? [client.value] : []));
    await Promise.all([...open.map((client) => client.end()), this.#heavy.end(), this.#guarded.end()]);
  }
}

function only({ rows }: pg.QueryArrayResult<[string | null, string | null]>): Answer {
  const [row] = rows;
  if (row === undefined) throw new Error('a reading statement gave no row');
  return row;
}
