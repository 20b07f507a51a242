/** Matches that were not answered in time give back what they held. */
import { Chore } from '../data/chore.ts';
import type { Database } from '../data/database.ts';
import { endOverdueMatches } from '../modules/exchange/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';

const EVERY_MS = 5_000;

/** Does so every few seconds, beside the requests of a serving process. Several processes may have one each. */
export class OverdueMatches extends Chore {
  constructor(database: Database, clock: Clock, logger: Pick<Logger, 'warn' | 'info'>, everyMs = EVERY_MS) {
    super(database, clock, logger, {
      run: endOverdueMatches,
      everyMs,
      isKept: true,
      failing: 'matches that are overdue are not ended',
      again: 'matches that are overdue are ended again',
    });
  }
}
