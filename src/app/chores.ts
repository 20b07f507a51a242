/** What a serving process does again and again beside its requests: nobody who reads or acts waits for it. */
import { Chore, type Work } from '../data/chore.ts';
import type { Database } from '../data/database.ts';
import { renewOpenings } from '../modules/directory/index.ts';
import {
  confirmDeliveries,
  endOverdueMatches,
  expireListings,
  ledgerMustAddUp,
  renewAvailable,
  settleEnrolments,
  tidyHolds,
} from '../modules/exchange/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { CloseStack } from '../platform/close-stack.ts';
import type { Logger } from '../platform/logger.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const chores: readonly Work[] = [
  {
    // Computed some time ahead, and as time goes on, anew.
    run: async (connection, now, isOver) => {
      await renewOpenings(connection, now, isOver);
      await renewAvailable(connection, now, isOver);
    },
    everyMs: HOUR_MS,
    isKept: false,
    failing: 'the openings of places and resources are not computed ahead',
    again: 'the openings of places and resources are computed ahead again',
  },
  {
    run: tidyHolds,
    everyMs: MINUTE_MS,
    isKept: false,
    failing: 'bookings that were held too long are not tidied',
    again: 'bookings that were held too long are tidied again',
  },
  {
    run: expireListings,
    everyMs: MINUTE_MS,
    isKept: false,
    failing: 'offers and needs that are over are not closed',
    again: 'offers and needs that are over are closed again',
  },
  {
    // What was not answered in time gives back what it held.
    run: endOverdueMatches,
    everyMs: 5 * SECOND_MS,
    isKept: true,
    failing: 'matches that are overdue are not ended',
    again: 'matches that are overdue are ended again',
  },
  {
    // What nobody answered in time counts.
    run: confirmDeliveries,
    everyMs: MINUTE_MS,
    isKept: false,
    failing: 'deliveries that nobody answered in time are not confirmed',
    again: 'deliveries that nobody answered in time are confirmed again',
  },
  {
    // Places that nobody confirmed in time go to who is next.
    run: settleEnrolments,
    everyMs: 5 * SECOND_MS,
    isKept: true,
    failing: 'places that nobody confirmed are not offered on',
    again: 'places that nobody confirmed are offered on again',
  },
  {
    run: ledgerMustAddUp,
    everyMs: DAY_MS,
    isKept: false,
    failing: 'the ledger does not add up',
    again: 'the ledger adds up again',
  },
];

/** Begins them all. Several processes may do them at once: what one has in hand the others leave. */
export function startChores(
  database: Database,
  clock: Clock,
  logger: Pick<Logger, 'warn' | 'info'>,
  stack: CloseStack,
): void {
  for (const work of chores) stack.use(new Chore(database, clock, logger, work));
}
