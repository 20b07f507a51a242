/** Places that nobody confirmed in time are offered to who is next. */
import { Chore } from '../data/chore.ts';
import type { Database } from '../data/database.ts';
import { settleEnrolments } from '../modules/exchange/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';

const EVERY_MS = 5_000;

/** Does so every few seconds, beside the requests of a serving process. Several processes may have one each. */
export class OverduePlaces extends Chore {
  constructor(database: Database, clock: Clock, logger: Pick<Logger, 'warn' | 'info'>, everyMs = EVERY_MS) {
    super(database, clock, logger, {
      run: settleEnrolments,
      everyMs,
      isKept: true,
      failing: 'places that nobody confirmed are not offered on',
      again: 'places that nobody confirmed are offered on again',
    });
  }
}
