/** Statements of ours inside the transaction of an act, with parameters `$1`, `$2` and so on. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { Transaction } from './transaction.ts';

/** An act's, or what MikroORM has of Kysely. */
type Inside = Pick<Transaction, 'executeQuery'>;

export async function run<Row>(em: EntityManager, text: string, values: readonly unknown[]): Promise<Row[]> {
  const inside = em.getTransactionContext<Inside>();
  if (inside === undefined) throw new Error('an act runs in a transaction');
  const { rows } = await inside.executeQuery<Row>({ sql: text, parameters: values });
  return rows;
}

/** Sends a statement of which nothing is read; the act fails where it does. */
export function send(em: EntityManager, text: string, values: readonly unknown[]): void {
  const inside = em.getTransactionContext<Inside>();
  if (!(inside instanceof Transaction)) throw new Error('an act sends in a transaction of its own');
  inside.send(text, values);
}

type Settled<T extends readonly unknown[]> = { -readonly [P in keyof T]: Awaited<T[P]> };

/** What was asked at once; of what failed the first is told, as if each had been asked when the one before was answered. */
export async function together<T extends readonly Promise<unknown>[]>(...asked: T): Promise<Settled<T>> {
  const answered = await Promise.allSettled(asked);
  const failed = answered.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return Promise.all(asked);
}
