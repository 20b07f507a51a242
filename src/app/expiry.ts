/** Offers and needs that are over are written down as such, and their open matches ended. */
import { Chore } from '../data/chore.ts';
import type { Database } from '../data/database.ts';
import { expireListings } from '../modules/exchange/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';

const EVERY_MS = 60_000;

/** Does so every minute, beside the requests of a serving process: who reads or acts does not wait for it. Several processes may have one each. */
export class Expiry extends Chore {
  constructor(database: Database, clock: Clock, logger: Pick<Logger, 'warn' | 'info'>, everyMs = EVERY_MS) {
    super(database, clock, logger, {
      run: expireListings,
      everyMs,
      isKept: false,
      failing: 'offers and needs that are over are not closed',
      again: 'offers and needs that are over are closed again',
    });
  }
}
