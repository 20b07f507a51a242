/**
 * Counters equal the rows that they count (docs/decisions/0010): by table and column, what finds those that do not. The list is
 * held by `counters.test.ts` to what the schema has.
 */

const holding = "('ACCEPTED_BY_ONE', 'COUNTERED', 'AGREED')";
const placed = "('HELD', 'CONFIRMED', 'IN_USE', 'COMPLETED')";

/** A counter, and the rows it counts, of the row `t`. */
const follows = (table: string, column: string, counted: string): string =>
  `select t.*, (${counted}) as counted from exchange.${table} t where t.${column} is distinct from (${counted})`;

const redeemed = (ofPerson: string): string => `select count(*) from exchange.benefit_redemption r
  cross join lateral exchange.benefit_windows(r.day) w
  where r.rule_id = t.rule_id and r.state = 'REDEEMED' and w.quota_window = t.quota_window and w.starts_on = t.starts_on ${ofPerson}`;

const rows = (which: string): string => `select count(*) from exchange.import_row r where r.job_id = t.id ${which}`;

export const counters: Readonly<Record<string, string>> = {
  'need.covered': follows(
    'need',
    'covered',
    `select coalesce(sum(m.quantity), 0) from exchange.match m where m.need_id = t.id and m.state in ${holding}`,
  ),
  'need.claims': follows(
    'need',
    'claims',
    "select count(*) from exchange.wish_claim c where c.need_id = t.id and c.state <> 'WITHDRAWN'",
  ),
  'offer.taken': follows(
    'offer',
    'taken',
    `select coalesce((select sum(m.quantity) from exchange.match m where m.offer_id = t.id and m.state in ${holding}), 0)
     + coalesce((select sum(e.places) from exchange.enrolment e where e.offer_id = t.id and e.state <> 'ENDED'), 0)`,
  ),
  'enrolment.held': follows(
    'enrolment',
    'held',
    "select count(*) from exchange.enrolment_application a where a.enrolment_id = t.id and a.state in ('OFFERED', 'ENROLLED')",
  ),
  'offer.issued': follows(
    'offer',
    'issued',
    'select coalesce(-sum(v.quantity), 0) from exchange.stock_movement v where v.offer_id = t.id',
  ),
  'slot.taken': follows(
    'slot',
    'taken',
    `select coalesce(sum(b.count), 0) from exchange.booking b where b.slot_id = t.id and b.state in ${placed}`,
  ),
  'commitment.fulfilled': follows(
    'commitment',
    'fulfilled',
    'select coalesce(sum(e.counted), 0) from exchange.event e where e.commitment_id = t.id',
  ),
  'commitment.released': follows(
    'commitment',
    'released',
    'select coalesce(sum(l.quantity), 0) from exchange.commitment_release l where l.commitment_id = t.id',
  ),
  'event.counted': follows(
    'event',
    'counted',
    `select case when t.reverses_id is null then 1 else -1 end * coalesce(
       (select r.quantity from exchange.event_resolution r where r.event_id = t.id),
       (select t.quantity from exchange.event_answer a where a.event_id = t.id and a.answer = 'CONFIRMED'), 0)`,
  ),
  'stock.on_hand': follows(
    'stock',
    'on_hand',
    'select coalesce(sum(v.quantity), 0) from exchange.stock_movement v where v.stock_id = t.id',
  ),
  'stock.reserved': follows(
    'stock',
    'reserved',
    `select coalesce(sum(greatest(o.taken - o.issued, 0)), 0) from exchange.offer o
     where o.resource_id = t.resource_id and o.quantity_unit = t.unit`,
  ),
  'stock_lot.on_hand': follows(
    'stock_lot',
    'on_hand',
    'select coalesce(sum(v.quantity), 0) from exchange.stock_movement v where v.lot_id = t.id',
  ),
  'distribution.handed_out': follows(
    'distribution',
    'handed_out',
    'select coalesce(-sum(v.quantity), 0) from exchange.stock_movement v where v.distribution_id = t.id',
  ),
  'distribution.hand_outs': follows(
    'distribution',
    'hand_outs',
    'select count(*) from exchange.hand_out h where h.distribution_id = t.id',
  ),
  'distribution.persons': follows(
    'distribution',
    'persons',
    'select count(distinct h.person_mark) from exchange.hand_out h where h.distribution_id = t.id',
  ),
  'account.balance': follows(
    'account',
    'balance',
    'select coalesce(sum(e.amount), 0) from exchange.account_entry e where e.account_id = t.id',
  ),
  'account.entry_count': follows(
    'account',
    'entry_count',
    'select count(*) from exchange.account_entry e where e.account_id = t.id',
  ),
  'account_entry.number': follows(
    'account_entry',
    'number',
    'select count(*) from exchange.account_entry e where e.account_id = t.account_id and e.number <= t.number',
  ),
  'account_entry.balance_after': follows(
    'account_entry',
    'balance_after',
    'select sum(e.amount) from exchange.account_entry e where e.account_id = t.account_id and e.number <= t.number',
  ),
  'benefit_count.taken': follows('benefit_count', 'taken', redeemed('')),
  'benefit_person_count.taken': follows('benefit_person_count', 'taken', redeemed('and r.person_id = t.person_id')),
  'import_job.rows_read': follows('import_job', 'rows_read', rows('')),
  'import_job.rows_failed': follows('import_job', 'rows_failed', rows("and r.state = 'FAILED'")),
  'import_job.rows_different': follows('import_job', 'rows_different', rows("and r.state = 'DIFFERENT'")),
  'import_job.rows_unchanged': follows('import_job', 'rows_unchanged', rows("and r.state = 'UNCHANGED'")),
  'import_job.rows_written': follows('import_job', 'rows_written', rows("and r.state = 'WRITTEN'")),
  'match.terms': follows('match', 'terms', 'select max(w.number) from exchange.match_terms w where w.match_id = t.id'),
};

/** Numbers that no act writes, and that count nothing. */
export const notCounters: readonly string[] = [
  // The limit that the version in force has, beside what it limits.
  'benefit_count.most',
  'benefit_person_count.most',
  // Computed of the terms beside them.
  'benefit_version.least_cut',
  'benefit_version.most_cut',
  // Computed of the figures beside it, which are frozen.
  'settlement_line.outstanding',
];
