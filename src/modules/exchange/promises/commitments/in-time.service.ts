/** Deliveries that nobody answered in the time that the terms give count: at once for whoever reads or acts, and written down by a chore. */
import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import type { Connection } from '../../../../data/chore.ts';

/** Deliveries that one statement confirms, at most: no act waits for long. */
const BATCH = 100;

const CONFIRM = 'select exchange.confirm_in_time($1::uuid, $2::timestamptz, $3) as confirmed';

/** Those of an agreement, before it is locked: what silence has confirmed nobody disputes or gives up any more. */
export async function confirmInTime(act: Act, agreementId: string): Promise<void> {
  await act.run(CONFIRM, [agreementId, act.now.toISOString(), null]);
}

/** All there are, batch by batch, until `isOver` says to stop; says how many were looked at. */
export async function confirmDeliveries(connection: Connection, now: Date, isOver = () => false): Promise<number> {
  let total = 0;
  for (;;) {
    const { rows } = await connection.query(CONFIRM, [null, now.toISOString(), BATCH]);
    const { confirmed } = z.object({ confirmed: z.number() }).parse(rows[0]);
    total += confirmed;
    if (confirmed < BATCH || isOver()) return total;
  }
}
