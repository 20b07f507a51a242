/** Holds that have timed out are written down as what they are. Nothing waits for that: whoever wants their places counts so at once. */
import { z } from 'zod';
import type { Connection } from '../../../../data/chore.ts';

/** Holds that one statement writes, at most: no act waits for long. */
const BATCH = 500;

const TIDY = `
with due as (
  select b.id from exchange.booking b where b.state = 'HELD' and b.held_until <= $1::timestamptz
  order by b.held_until, b.id limit ${BATCH} for update skip locked
)
select exchange.expire_holds(array(select due.id from due), $1::timestamptz) as expired`;

/** Does so until `isOver` says to stop; says how many that were. */
export async function tidyHolds(connection: Connection, now: Date, isOver = () => false): Promise<number> {
  let total = 0;
  for (;;) {
    const { rows } = await connection.query(TIDY, [now.toISOString()]);
    const { expired } = z.object({ expired: z.number() }).parse(rows[0]);
    total += expired;
    if (expired < BATCH || isOver()) return total;
  }
}
