/** The acts of the bench with the guarantees of ours, by hand: what these cost at least. */
import { listen } from './http.ts';
import { book } from './transactions/book.ts';
import { claim } from './transactions/claim.ts';
import { publish } from './transactions/publish.ts';
import { answered, closePool, type Transaction } from './transactions/transaction.ts';

const acts: Readonly<Record<string, Transaction>> = { Q4: publish, Claim: claim, Book: book };

listen(async (asked) => {
  const act = acts[asked.operationName];
  if (act === undefined) throw new Error(`no act ${asked.operationName}`);
  return answered(act, asked);
}, closePool);
