/**
 * Transactions are counted by the server, and the order of audit and outbox is theirs. A database that `pg_restore` brought
 * to another server may hold numbers which that server has still to come to: it is made to, before anybody writes.
 */
import type { Client } from 'pg';
import { z } from 'zod';
import { DatabaseError } from './connect-failures.ts';

/** Counted in a few minutes, and far from the two thousand million after which PostgreSQL must have swept all its tables. */
const MOST = 100_000_000n;

const AHEAD = `
select max(recorded.tx)::text as recorded, pg_snapshot_xmax(pg_current_snapshot())::text as next from (
  (select a.tx::text::numeric as tx from data.audit a order by a.tx desc, a.seq desc limit 1)
  union all (select o.tx::text::numeric from data.outbox o order by o.tx desc, o.seq desc limit 1)
) recorded`;

const aheadRow = z.object({ recorded: z.string().nullable(), next: z.string() });

/**
 * Counts on until the next transaction comes after all that is recorded; says how many were counted. Throws `DatabaseError`
 * where that would take too long.
 */
export async function countOn(client: Client): Promise<bigint> {
  const { rows } = await client.query(AHEAD);
  const { recorded, next } = aheadRow.parse(rows[0]);
  const missing = recorded === null ? 0n : BigInt(recorded) - BigInt(next) + 1n;
  if (missing <= 0n) return 0n;
  if (missing > MOST) {
    throw new DatabaseError(
      `该数据库来自事务计数更高的服务器（相差 ${missing}）。请改用文件级备份恢复，或以 pg_resetwal 提高计数，见 docs/audit.md。 ` +
        `This database comes from a server that had counted ${missing} transactions more: restore a copy of its files, or raise the count with pg_resetwal; see docs/audit.md.`,
    );
  }
  // Each a transaction of its own, that writes nothing.
  await client.query(
    `do $$ begin while pg_current_xact_id() <= '${BigInt(recorded ?? 0)}'::xid8 loop commit; end loop; end $$`,
  );
  return missing;
}
