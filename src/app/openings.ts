/** When places are open, and resources to be had, is computed some time ahead; as time goes on, anew. */
import { Chore } from '../data/chore.ts';
import type { Database } from '../data/database.ts';
import { renewOpenings } from '../modules/directory/index.ts';
import { renewAvailable } from '../modules/exchange/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';

const EVERY_MS = 60 * 60_000;

/** Does so every hour, beside the requests of a serving process. Several processes may have one each: what one has in hand the others leave. */
export class Openings extends Chore {
  constructor(database: Database, clock: Clock, logger: Pick<Logger, 'warn' | 'info'>, everyMs = EVERY_MS) {
    super(database, clock, logger, {
      run: async (connection, now, isOver) => {
        await renewOpenings(connection, now, isOver);
        await renewAvailable(connection, now, isOver);
      },
      everyMs,
      isKept: false,
      failing: 'the openings of places and resources are not computed ahead',
      again: 'the openings of places and resources are computed ahead again',
    });
  }
}
