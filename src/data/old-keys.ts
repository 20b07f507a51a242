/** Idempotency keys (幂等键) that are past their days are forgotten: nobody asks for them any more. */
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { KEY_DAYS } from './act-records.ts';
import { Chore, type Connection } from './chore.ts';
import type { Database } from './database.ts';

const EVERY_MS = 10 * 60_000;

/** Keys that one statement deletes, at most: no act that takes up an old key waits for long. */
const BATCH = 1_000;

/** An act judges by the instant its request came in, and by the clock of its own server: none of them finds a key gone that it still takes for kept. */
const MARGIN_MS = 60 * 60_000;

const DAY_MS = 24 * 60 * 60_000;

/** Deletes what is past its days, batch by batch, until `isOver` says to stop; says how many keys that were. */
export async function forgetOldKeys(connection: Connection, now: Date, isOver = () => false): Promise<number> {
  const before = new Date(now.getTime() - KEY_DAYS * DAY_MS - MARGIN_MS);
  let total = 0;
  for (;;) {
    const values = [before.toISOString(), BATCH];
    const { rows } = await connection.query('select data.forget_keys($1::timestamptz, $2) as forgotten', values);
    const { forgotten } = z.object({ forgotten: z.number() }).parse(rows[0]);
    total += forgotten;
    if (forgotten < BATCH || isOver()) return total;
  }
}

/** Does so every few minutes, beside the requests of a serving process. Several processes may have one each. */
export class OldKeys extends Chore {
  constructor(database: Database, clock: Clock, logger: Pick<Logger, 'warn' | 'info'>, everyMs = EVERY_MS) {
    super(database, clock, logger, {
      run: forgetOldKeys,
      everyMs,
      isKept: false,
      failing: 'old idempotency keys are not deleted',
      again: 'old idempotency keys are deleted again',
    });
  }
}
