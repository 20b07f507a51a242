/** What apps have left to spend, in the database: every process that serves draws on the same. */
import pg from 'pg';
import type { Spender, Spent } from '../domain/access/budget.ts';
import { spendingConfig, type Database } from './database.ts';
import { DatabaseAwayError, failureOf } from './failures.ts';
import { PreparedStatements } from './prepared.ts';
import { onClient } from './readers.ts';

/** Spending is one short statement; it waits for nobody but who spends of the same budget. */
const CLIENTS = 2;

const SPEND = `select s.is_allowed, s.points_per_hour, s.remaining, to_json(s.full_at) #>> '{}', s.retry_after
from access.spend($1::uuid, $2::uuid, $3::integer, $4::timestamptz) s`;

type Row = [isAllowed: boolean, limit: number, remaining: number, resetAt: string, retryAfter: number];

export class Budgets implements AsyncDisposable {
  readonly #pool: pg.Pool;
  readonly #prepared: PreparedStatements;

  constructor(database: Database, namedStatements: boolean) {
    this.#pool = new pg.Pool({ ...spendingConfig(database), max: CLIENTS });
    // An idle connection that the server closes is replaced on the next use.
    this.#pool.on('error', () => undefined);
    this.#prepared = new PreparedStatements(namedStatements);
  }

  /**
   * Takes the points if that many are left, or none of them; null where there is no such app, or the key has ended. Tried
   * again where the connection broke: then points may be taken twice, which does less harm than an app that is turned away.
   */
  async spend({ app, credential }: Spender, points: number, at: Date): Promise<Spent | null> {
    const values = [app, credential, points, at.toISOString()];
    try {
      return await this.#spend(values);
    } catch (cause) {
      const failure = failureOf(cause);
      if (!(failure instanceof DatabaseAwayError)) throw failure;
    }
    try {
      return await this.#spend(values);
    } catch (cause) {
      throw failureOf(cause);
    }
  }

  async #spend(values: readonly unknown[]): Promise<Spent | null> {
    const { rows } = await onClient(this.#pool, (client) =>
      client.query<Row>(this.#prepared.query(client, { name: 'spend', text: SPEND, values })),
    );
    const [row] = rows;
    if (row === undefined) return null;
    const [isAllowed, limit, remaining, resetAt, retryAfter] = row;
    return { isAllowed, limit, remaining, resetAt, retryAfter };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.end();
  }
}
