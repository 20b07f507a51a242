/** Statements of ours inside the transaction of an act, with parameters `$1`, `$2` and so on. */
import { isDeepStrictEqual } from 'node:util';
import { Desk, type Within } from './desk.ts';
import { Transaction } from './transaction.ts';

/** An act's, or what MikroORM has of Kysely. */
type Inside = Pick<Transaction, 'executeQuery'>;

const inside = (within: Within): Inside | undefined =>
  within instanceof Desk ? within.transaction : within.getTransactionContext<Inside>();

export async function run<Row>(within: Within, text: string, values: readonly unknown[]): Promise<Row[]> {
  const transaction = inside(within);
  if (transaction === undefined) throw new Error('an act runs in a transaction');
  const { rows } = await transaction.executeQuery<Row>({ sql: text, parameters: values });
  return rows;
}

/** Sends a statement of which nothing is read; the act fails where it does. */
export function send(within: Within, text: string, values: readonly unknown[]): void {
  const transaction = inside(within);
  if (!(transaction instanceof Transaction)) throw new Error('an act sends in a transaction of its own');
  transaction.send(text, values);
}

/** What is asked, with parameters `$1`, `$2` and so on. */
export interface Question {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Questions that were sent before anybody asked them. */
export class SentAhead {
  readonly #sent: { readonly question: Question; readonly rows: Promise<unknown[]> }[];

  constructor(within: Within, questions: readonly Question[]) {
    this.#sent = questions.map((question) => {
      const rows = run<unknown>(within, question.text, question.values);
      // Until somebody asks nobody listens, and perhaps nobody ever asks.
      rows.catch(() => undefined);
      return { question, rows };
    });
  }

  /** The answer to that question, once: who asks again asks anew. */
  take(text: string, values: readonly unknown[]): Promise<unknown[]> | null {
    const found = this.#sent.findIndex(
      ({ question }) => question.text === text && isDeepStrictEqual(question.values, values),
    );
    return this.#sent.splice(found, found < 0 ? 0 : 1)[0]?.rows ?? null;
  }
}

type Settled<T extends readonly unknown[]> = { -readonly [P in keyof T]: Awaited<T[P]> };

/** What was asked at once; of what failed the first is told, as if each had been asked when the one before was answered. */
export async function together<T extends readonly Promise<unknown>[]>(...asked: T): Promise<Settled<T>> {
  const answered = await Promise.allSettled(asked);
  const failed = answered.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return Promise.all(asked);
}
