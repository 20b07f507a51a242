/** Holds that have timed out are written down as what they are. Nothing waits for that: whoever wants their places counts so at once. */

/** Holds that one statement writes, at most: no act waits for long. */
const BATCH = 500;

const TIDY = `
with due as (
  select b.id from exchange.booking b where b.state = 'HELD' and b.held_until <= $1::timestamptz
  order by b.held_until, b.id limit ${BATCH} for update skip locked
)
update exchange.booking b set state = 'EXPIRED', version = b.version + 1 from due where b.id = due.id returning b.id`;

interface Connection {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Does so until `isOver` says to stop; says how many that were. */
export async function tidyHolds(connection: Connection, now: Date, isOver = () => false): Promise<number> {
  let total = 0;
  for (;;) {
    const { rows } = await connection.query(TIDY, [now.toISOString()]);
    total += rows.length;
    if (rows.length < BATCH || isOver()) return total;
  }
}
