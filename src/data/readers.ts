/**
 * The lanes reading statements go on. Light ones share a few pipelined clients whose role cannot read protected tables
 * at all; statements under row-level security run on a client of their own, in one round trip, as a transaction that
 * says whom the policies are to judge.
 */
import pg from 'pg';
import { appOf, personOf, type Viewer } from '../domain/access/viewer.ts';
import { clientConfig, type Database } from './database.ts';

interface ReadStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly guardedFor: Viewer | null;
}

type Answer = readonly [string | null, string | null];

/** The database took longer than a statement may. */
class StatementTimeoutError extends Error {
  override readonly name = 'StatementTimeoutError';
}

/** `node-pg` never forgets a prepared statement: beyond this many, statements go unnamed. */
const NAMED_AT_MOST = 1_000;
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
  readonly #guarded: pg.Pool;
  readonly #names = new Set<string>();
  readonly #isNaming: boolean;
  #turn = 0;

  constructor(database: Database, options: { readonly clients: number; readonly namedStatements: boolean }) {
    this.#database = database;
    this.#isNaming = options.namedStatements;
    this.#light = Array.from({ length: options.clients }, () => null);
    const config = { ...clientConfig(database, 'guarded'), pipeline: true, max: options.clients };
    this.#guarded = new pg.Pool(config);
    // An idle connection that the server closes is replaced on the next use.
    this.#guarded.on('error', () => undefined);
  }

  async send(statement: ReadStatement): Promise<Answer> {
    try {
      return await (statement.guardedFor === null
        ? this.#sendLight(statement)
        : this.#sendGuarded(statement, statement.guardedFor));
    } catch (cause) {
      if (cause instanceof pg.DatabaseError && cause.code === QUERY_CANCELED) {
        throw new StatementTimeoutError('a reading statement ran out of time', { cause });
      }
      throw cause;
    }
  }

  async #sendLight(statement: ReadStatement): Promise<Answer> {
    this.#turn = (this.#turn + 1) % this.#light.length;
    const client = await (this.#light[this.#turn] ??= this.#connect(this.#turn));
    return only(await client.query<[string | null, string | null]>(this.#query(statement)));
  }

  async #connect(slot: number): Promise<pg.Client> {
    const client = new pg.Client({ ...clientConfig(this.#database, 'reader'), pipeline: true });
    const forget = (): void => {
      this.#light[slot] = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
      return client;
    } catch (error) {
      forget();
      throw error;
    }
  }

  async #sendGuarded(statement: ReadStatement, viewer: Viewer): Promise<Answer> {
    const client = await this.#guarded.connect();
    try {
      const [, , answer] = await Promise.all([
        client.query('begin'),
        client.query({ name: 'set-viewer', text: SET_VIEWER, values: viewerSettings(viewer) }),
        client.query<[string | null, string | null]>(this.#query(statement)),
        client.query('commit'),
      ]);
      client.release();
      return only(answer);
    } catch (error) {
      // Not knowing where the transaction stands, let the connection go.
      client.release(true);
      throw error;
    }
  }

  #query({ name, text, values }: ReadStatement): pg.QueryArrayConfig<unknown[]> {
    const query = { text, values: [...values], rowMode: 'array' as const };
    if (!this.#isNaming) return query;
    if (!this.#names.has(name)) {
      if (this.#names.size >= NAMED_AT_MOST) return query;
      this.#names.add(name);
    }
    return { ...query, name };
  }

  /** Whether the database answers. */
  async isReady(): Promise<boolean> {
    try {
      await this.#sendLight({ name: 'ready', text: "select 'ready', null", values: [], guardedFor: null });
      return true;
    } catch {
      return false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const clients = await Promise.allSettled(this.#light.filter((client) => client !== null));
    const open = clients.flatMap((client) => (client.status === 'fulfilled' ? [client.value] : []));
    await Promise.all([...open.map((client) => client.end()), this.#guarded.end()]);
  }
}

function only({ rows }: pg.QueryArrayResult<[string | null, string | null]>): Answer {
  const [row] = rows;
  if (row === undefined) throw new Error('a reading statement gave no row');
  return row;
}
