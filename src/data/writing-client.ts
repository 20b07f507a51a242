/** A writing connection as MikroORM's pool makes it: like any other, but for how transactions begin and end. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { PreparedStatements } from './prepared.ts';

type Send = (
  query: string | pg.QueryConfig | pg.Submittable,
  values?: unknown,
  callback?: unknown,
) => Promise<pg.QueryResult>;

const nameOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const NOTHING = { rowCount: null, rows: [] };

/**
 * What has parameters is prepared under a name, so that it is planned once a session; MikroORM's own statements have none.
 * The beginning of a transaction is sent together with its first statement, and counts as failed with it. A transaction
 * that cannot be rolled back is ended with its session: were the rollback to fail, Kysely would never give the connection
 * back. What PostgreSQL rolls back at `commit`, which it does without an error, was not committed, and says so.
 */
export function writingClient(namedStatements: boolean): typeof pg.Client {
  const prepared = new PreparedStatements(namedStatements);
  // Few and constant: the statements of acts.
  const names = new Map<string, string>();
  return class WritingClient extends pg.Client {
    readonly #send: Send;
    /** A transaction was begun, and nothing sent for it yet. */
    #isBegun = false;
    #isRollingBack = false;

    constructor(config?: string | pg.ClientConfig) {
      super(config);
      this.#send = this.query.bind(this);
      const query = (text: string | pg.QueryConfig, values?: unknown, callback?: unknown): Promise<unknown> =>
        typeof text === 'string' && callback === undefined
          ? this.#statement(text, Array.isArray(values) ? values : [])
          : this.#send(text, values, callback);
      this.query = query as pg.Client['query'];
    }

    #statement(text: string, values: unknown[]): Promise<unknown> {
      if (this.#isRollingBack) return Promise.reject(new Error('the transaction is being rolled back'));
      if (text === 'begin') {
        this.#isBegun = true;
        return Promise.resolve(NOTHING);
      }
      if (text === 'rollback') return this.#rollBack();
      if (text === 'commit') return this.#commit();
      if (values.length === 0) return this.#afterBegin(() => this.#send(text));
      const name = names.get(text) ?? nameOf(text);
      names.set(text, name);
      return this.#afterBegin(() => this.#submit(text, values, prepared.named(this, name)));
    }

    /** As `query({ text, values, name })` does, which would first copy what it is given, property by property. */
    #submit(text: string, values: unknown[], named: { readonly name?: string }): Promise<pg.QueryResult> {
      const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>();
      const query = new pg.Query(text, values, (error, result) => (error == null ? resolve(result) : reject(error)));
      void this.#send(Object.assign(query, named));
      return promise;
    }

    /** `begin` and the first statement go out in one write. */
    #afterBegin<T>(send: () => Promise<T>): Promise<T> {
      return this.#isBegun ? this.#withBegin(send) : send();
    }

    async #withBegin<T>(send: () => Promise<T>): Promise<T> {
      this.#isBegun = false;
      const { stream } = this.connection;
      stream.cork();
      const sent = Promise.all([this.#send('begin'), send()] as const);
      stream.uncork();
      const [, result] = await sent;
      return result;
    }

    async #commit(): Promise<unknown> {
      const result = await this.#afterBegin(() => this.#send('commit'));
      if (result.command !== 'COMMIT') throw new Error('what was to be committed had failed and was rolled back');
      return result;
    }

    async #rollBack(): Promise<unknown> {
      this.#isRollingBack = true;
      try {
        return await this.#afterBegin(() => this.#send('rollback'));
      } catch {
        this.end().catch(() => undefined);
        return NOTHING;
      } finally {
        this.#isRollingBack = false;
      }
    }
  };
}
