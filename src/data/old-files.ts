/** Bytes of files that are past their day, and of uploads that broke off, are deleted. */
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { Chore, type Connection } from './chore.ts';
import type { Database } from './database.ts';

const EVERY_MS = 10 * 60_000;

/** Parts that one statement deletes, at most. */
const BATCH = 200;

/** Deletes them batch by batch, until `isOver` says to stop; says how many parts that were. */
export async function forgetOldFiles(connection: Connection, now: Date, isOver = () => false): Promise<number> {
  let total = 0;
  for (;;) {
    const values = [now.toISOString(), BATCH];
    const { rows } = await connection.query('select data.forget_parts($1::timestamptz, $2) as forgotten', values);
    const { forgotten } = z.object({ forgotten: z.number() }).parse(rows[0]);
    total += forgotten;
    if (forgotten < BATCH || isOver()) return total;
  }
}

/** Does so every few minutes, beside the requests of a serving process. Several processes may have one each. */
export class OldFiles extends Chore {
  constructor(database: Database, clock: Clock, logger: Pick<Logger, 'warn' | 'info'>, everyMs = EVERY_MS) {
    super(database, clock, logger, {
      run: forgetOldFiles,
      everyMs,
      isKept: false,
      failing: 'bytes of old files are not deleted',
      again: 'bytes of old files are deleted again',
    });
  }
}
