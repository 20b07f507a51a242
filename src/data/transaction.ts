/** One transaction on a writing connection: statements of our own go straight to it, and MikroORM's through it. */
import type pg from 'pg';

/** What MikroORM hands on: its values are in the text. */
interface Formatted {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What it is told, as Kysely would. */
interface Told<Row> {
  readonly rows: Row[];
  readonly numAffectedRows: bigint | undefined;
}

const CHANGING: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** A rehearsal is rolled back. */
export type Ending = 'commit' | 'rollback';

export class Transaction {
  readonly #client: pg.PoolClient;
  readonly #ending: Ending;
  readonly #sent: Promise<unknown>[] = [];
  #failure: unknown = null;

  private constructor(client: pg.PoolClient, ending: Ending) {
    this.#client = client;
    this.#ending = ending;
  }

  /** On a connection of the pool, which has it back when the transaction is over. */
  static async begin(pool: pg.Pool, ending: Ending): Promise<Transaction> {
    const client = await pool.connect();
    await client.query('begin');
    return new Transaction(client, ending);
  }

  /**
   * Sends a statement of which nothing is read: the commit waits for it, and fails as it did. What will be taken back is not
   * even sent.
   */
  send(text: string, values: readonly unknown[]): void {
    if (this.#ending === 'rollback') return;
    const sent = this.#query(text, values);
    // Until then nobody listens.
    sent.catch(() => undefined);
    this.#sent.push(sent);
  }

  async executeQuery<Row>({ sql, parameters }: Formatted): Promise<Told<Row>> {
    const { rows, command, rowCount } = await this.#query(sql, parameters);
    return { rows: rows as Row[], numAffectedRows: CHANGING.has(command) ? BigInt(rowCount ?? 0) : undefined };
  }

  /** What comes after a statement that failed fails for that reason alone. */
  async #query(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    try {
      return await this.#client.query(text, values as unknown[]);
    } catch (error) {
      this.#failure ??= error;
      throw this.#failure;
    }
  }

  /** Ends it as it was begun to end. */
  end(): Promise<void> {
    return this.#ending === 'commit' ? this.#commit() : this.rollback();
  }

  /** Sent behind what was sent, in one write; PostgreSQL commits nothing of which a part failed. */
  async #commit(): Promise<void> {
    await Promise.all([...this.#sent, this.#query('commit', [])]);
    this.#client.release();
  }

  async rollback(): Promise<void> {
    try {
      await this.#client.query('rollback');
    } finally {
      this.#client.release();
    }
  }
}
