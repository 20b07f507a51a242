/** Deliveries that nobody answered in the time that the terms give count: at once for whoever reads or acts, and written down by a chore. */
import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import type { Connection } from '../../../../data/chore.ts';
import { agreementsInTime } from '../agreements/in-time.service.ts';

/** Deliveries that one statement confirms, at most: no act waits for long. */
const BATCH = 100;

const CATCH_UP = 'select exchange.catch_up($1::uuid, $2::timestamptz)';

const CONFIRM = 'select exchange.confirm_in_time($1::uuid, $2::timestamptz, $3) as confirmed';

/**
 * Those of an agreement, and what else time has done to it, before it is locked: what silence has confirmed nobody disputes or gives
 * up any more, and on what has ended nobody delivers.
 */
export async function confirmInTime(act: Act, agreementId: string): Promise<void> {
  await act.run(CATCH_UP, [agreementId, act.now.toISOString()]);
}

/**
 * All there are, batch by batch, until `isOver` says to stop; says how many were looked at. Agreements that have ended come first: what
 * silence confirms later completes none of them.
 */
export async function confirmDeliveries(connection: Connection, now: Date, isOver = () => false): Promise<number> {
  let total = 0;
  if (!(await agreementsInTime(connection, now, isOver))) return total;
  for (;;) {
    const { rows } = await connection.query(CONFIRM, [null, now.toISOString(), BATCH]);
    const { confirmed } = z.object({ confirmed: z.number() }).parse(rows[0]);
    total += confirmed;
    if (confirmed < BATCH || isOver()) return total;
  }
}
