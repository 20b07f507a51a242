/** What was held for longer than it may be is written down as such. */
import { Chore } from '../data/chore.ts';
import type { Database } from '../data/database.ts';
import { tidyHolds } from '../modules/exchange/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';

const EVERY_MS = 60_000;

/** Does so every minute, beside the requests of a serving process. Several processes may have one each: what one has in hand the others leave. */
export class Holds extends Chore {
  constructor(database: Database, clock: Clock, logger: Pick<Logger, 'warn' | 'info'>, everyMs = EVERY_MS) {
    super(database, clock, logger, {
      run: tidyHolds,
      everyMs,
      isKept: false,
      failing: 'bookings that were held too long are not tidied',
      again: 'bookings that were held too long are tidied again',
    });
  }
}
