/** The check of the ledger: once a day, and whenever somebody asks; what it found is kept until the next one. */
import { z } from 'zod';
import type { Connection } from '../../../../data/chore.ts';
import { differenceLine, ledgerDifferences, type Difference } from './differences.service.ts';

const KEEP = `
insert into exchange.ledger_check as k (checked_at, differences, differs_since)
values ($1::timestamptz, $2::integer, case when $2 > 0 then $1::timestamptz end)
on conflict (is_last) do update set checked_at = excluded.checked_at, differences = excluded.differences,
  differs_since = case when excluded.differences > 0 then coalesce(k.differs_since, excluded.checked_at) end
where k.checked_at <= excluded.checked_at`;

/** What differs, which is kept. */
export async function checkLedger(connection: Connection, now: Date): Promise<readonly Difference[]> {
  const found = await ledgerDifferences(connection);
  await connection.query(KEEP, [now.toISOString(), found.length]);
  return found;
}

/** For the chore: throws where it does not add up, saying what. */
export async function ledgerMustAddUp(connection: Connection, now: Date): Promise<void> {
  const found = await checkLedger(connection, now);
  if (found.length > 0) throw new Error(found.map(differenceLine).join('\n'));
}

const standing = z.object({
  status: z.enum(['ADDS_UP', 'DIFFERS', 'UNCHECKED']),
  differences: z.number(),
  checkedAt: z.string().nullable(),
  since: z.string().nullable(),
});

/** How the ledger stands by its last check, as `/readyz` tells it: no account is named. */
export type LedgerStanding = z.infer<typeof standing>;

/** One row of two columns, as reading statements are. */
export const LEDGER_STANDING = `
select jsonb_build_object('status', case when k.differences is null then 'UNCHECKED' when k.differences = 0 then 'ADDS_UP' else 'DIFFERS' end,
  'differences', coalesce(k.differences, 0), 'checkedAt', k.checked_at, 'since', k.differs_since)::text, null
from (select) one left join exchange.ledger_check k on true`;

export const ledgerStanding = (answered: string): LedgerStanding => standing.parse(JSON.parse(answered));
