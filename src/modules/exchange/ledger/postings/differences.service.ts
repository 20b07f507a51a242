/** Whether the ledger adds up, asked of the entries themselves: what runs along by trigger is believed because this finds nothing. */
import type { Connection } from '../../../../data/chore.ts';
import { globalId } from '../../../../domain/ids.ts';

export interface Difference {
  readonly kind: 'account' | 'posting' | 'commitment';
  readonly id: string;
  readonly what: 'BALANCE' | 'RUNNING' | 'SUM' | 'WORTH';
  /** As it stands, and as the entries have it; of a promise what was posted, and what counts is worth. */
  readonly stands: string;
  readonly entries: string;
}

/** So many are told at most: where one is wrong, somebody looks. */
const MOST = 20;

const DIFFERENCES = `
with summed as (
  select e.*, sum(e.amount) over (partition by e.account_id order by e.number) as running
  from exchange.account_entry e
)
select 'account' as kind, a.id, 'BALANCE' as what, trim_scale(a.balance)::text as stands,
  trim_scale(coalesce(s.amount, 0))::text as entries
from exchange.account a
left join (select e.account_id, sum(e.amount) as amount, count(*) as entries from exchange.account_entry e group by 1) s on s.account_id = a.id
where a.balance <> coalesce(s.amount, 0) or a.entry_count <> coalesce(s.entries, 0)
union all
select 'account', s.account_id, 'RUNNING', trim_scale(s.balance_after)::text, trim_scale(s.running)::text
from summed s where s.balance_after <> s.running
union all
select 'posting', e.posting_id, 'SUM', '0', trim_scale(sum(e.amount))::text
from exchange.account_entry e join exchange.account a on a.id = e.account_id
group by e.posting_id, a.alliance_id having sum(e.amount) <> 0
union all
select 'commitment', c.id, 'WORTH', trim_scale(coalesce(p.posted, 0))::text, trim_scale(coalesce(w.worth, 0))::text
from exchange.commitment c
cross join lateral (select sum(case p.to_unit_id when c.from_unit_id then p.amount else - p.amount end) as posted
  from exchange.posting p where p.commitment_id = c.id and p.purpose = 'DELIVERY') p
cross join lateral (select sum(sign(e.counted) * exchange.worth_of(c.account_dimension, c.worth, abs(e.counted))) as worth
  from exchange.event e where e.commitment_id = c.id) w
where (c.worth is not null or p.posted is not null) and coalesce(p.posted, 0) <> coalesce(w.worth, 0)
limit $1`;

export async function ledgerDifferences(connection: Connection): Promise<readonly Difference[]> {
  const { rows } = await connection.query(DIFFERENCES, [MOST]);
  return rows as Difference[];
}

const words: Readonly<Record<Difference['what'], readonly [zh: string, en: string]>> = {
  BALANCE: ['余额与分录之和不符', 'does not stand as its entries have it'],
  RUNNING: ['分录余额与此前分录之和不符', 'has an entry whose balance is not the sum up to it'],
  SUM: ['分录之和不为零', 'does not sum to zero in an alliance'],
  WORTH: ['所记数量与已确认履约之值不符', 'has other postings than what counts of it is worth'],
};

export function differenceLine({ kind, id, what, stands, entries }: Difference): string {
  const [zh, en] = words[what];
  const name = globalId(kind, id);
  return `${name} ${zh}：${stands}，分录 ${entries}。 ${name} ${en}: ${stands}, entries ${entries}.`;
}
