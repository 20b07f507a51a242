/** What is true of accounts at any time, of the rows themselves: by name, what asks for what contradicts it. */
export const ledger: Readonly<Record<string, string>> = {
  'a posting sums to zero, in each alliance by itself': `select e.posting_id from exchange.account_entry e join exchange.account a on a.id = e.account_id
    group by e.posting_id, a.alliance_id having sum(e.amount) <> 0`,
  'what the accounts of an alliance hold, counted alike, sums to zero': `select a.alliance_id, a.dimension, a.basis from exchange.account a
    group by 1, 2, 3 having sum(a.balance) <> 0`,
  'a posting has entries of its own dimension and counting basis, and some': `select p.id from exchange.posting p left join exchange.account_entry e on e.posting_id = p.id
    left join exchange.account a on a.id = e.account_id
    group by p.id having count(e.id) < 2 or bool_or((a.dimension, a.basis) is distinct from (p.dimension, p.basis))`,
  'no account has gone further than it may': `select a.id from exchange.account a join exchange.account_entry e on e.account_id = a.id
    where a.kind <> 'SETTLED' group by a.id having sum(e.amount) < -a.credit_limit or sum(e.amount) > a.ceiling`,
  'the accounts of a clearing mirror each other': `select a.clearing_id from exchange.account a where a.kind <> 'UNIT'
    group by a.clearing_id, a.kind having sum(a.balance) <> 0`,
  'what is posted for a delivery is what counts of it is worth': `select e.id from exchange.event e join exchange.commitment c on c.id = e.commitment_id
    left join exchange.posting p on p.event_id = e.id
    where coalesce(p.amount, 0) <> coalesce(exchange.worth_of(c.account_dimension, c.worth, abs(e.counted)), 0)
      or p.to_unit_id <> case when e.counted > 0 then c.from_unit_id else c.to_unit_id end`,
  'nothing is taken back twice, nor is what takes back': `select r.reverses_id from exchange.posting r join exchange.posting p on p.id = r.reverses_id
    group by 1 having count(*) > 1 or bool_or(p.reverses_id is not null)`,
};
