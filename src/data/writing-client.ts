/** A writing connection as MikroORM's pool makes it: like any other, but for how transactions begin and end. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { PreparedStatements } from './prepared.ts';

const nameOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const NOTHING = { rowCount: null, rows: [] };

/**
 * What has parameters is prepared under a name, so that it is planned once a session; MikroORM's own statements have none.
 * The beginning of a transaction is sent together with its first statement: if it fails, so does that. A transaction that
 * cannot be rolled back is ended with its session: were the rollback to fail, Kysely would never give the connection back.
 */
export function writingClient(namedStatements: boolean): typeof pg.Client {
  const prepared = new PreparedStatements(namedStatements);
  // Few and constant: the statements of acts.
  const names = new Map<string, string>();
  return class WritingClient extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      const send = this.query.bind(this) as (query: unknown, values?: unknown, callback?: unknown) => Promise<unknown>;
      const query = (text: unknown, values?: unknown, callback?: unknown): Promise<unknown> => {
        if (callback !== undefined || typeof text !== 'string') return send(text, values, callback);
        if (text === 'begin') {
          send(text).catch(() => undefined);
          return Promise.resolve(NOTHING);
        }
        if (text === 'rollback') {
          return send(text).catch(() => {
            this.end().catch(() => undefined);
            return NOTHING;
          });
        }
        if (!Array.isArray(values) || values.length === 0) return send(text, values);
        const name = names.get(text) ?? nameOf(text);
        names.set(text, name);
        return send({ text, values: values as unknown[], ...prepared.named(this, name) });
      };
      this.query = query as pg.Client['query'];
    }
  };
}
