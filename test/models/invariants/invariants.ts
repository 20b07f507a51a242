/**
 * What is true of an exchange at any time, whoever did what at once: each asks the database for what contradicts it.
 * Acts are counted from a moment on, as what a test set up before went by other ways.
 */
import { readId } from '../../../src/domain/ids.ts';
import type { Deed, Real } from '../play/real.ts';
import { counters } from './counters.ts';
import { ledger } from './ledger.ts';

const holding = "('ACCEPTED_BY_ONE', 'COUNTERED', 'AGREED')";
const placed = "('HELD', 'CONFIRMED', 'IN_USE', 'COMPLETED')";

/** sum(active) ≤ capacity, of the rows themselves. */
const limits: Readonly<Record<string, string>> = {
  'no need is covered beyond what it asks for': `select n.id from exchange.need n join exchange.match m on m.need_id = n.id and m.state in ${holding}
    group by n.id having sum(m.quantity) > n.quantity`,
  'no offer is taken beyond what there is': `select o.id from exchange.offer o join exchange.match m on m.offer_id = o.id and m.state in ${holding}
    group by o.id having sum(m.quantity) > o.quantity`,
  'no unit serves more of a need than one may': `select n.id, m.supplier_unit_id from exchange.need n join exchange.match m on m.need_id = n.id and m.state in ${holding}
    group by n.id, m.supplier_unit_id having sum(m.quantity) > n.max_per_unit`,
  'no unit takes more of an offer than one may': `select o.id, m.demander_unit_id from exchange.offer o join exchange.match m on m.offer_id = o.id and m.state in ${holding}
    group by o.id, m.demander_unit_id having sum(m.quantity) > o.max_per_unit`,
  'no slot has more places booked than it has': `select s.id from exchange.slot s join exchange.booking b on b.slot_id = s.id and b.state in ${placed}
    group by s.id having sum(b.count) > s.capacity`,
  'nobody has a room while somebody else has it': `select a.id, b.id from exchange.booking a join exchange.booking b
    on a.resource_id = b.resource_id and a.id < b.id and a.slot_id is null and b.slot_id is null
    and a.state in ${placed} and b.state in ${placed} and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)`,
  'no more is delivered, or said to be, than was promised': `select c.id from exchange.commitment c join exchange.event e on e.commitment_id = c.id
    group by c.id, c.quantity, c.released having sum(case when e.state = 'RECORDED' and e.reverses_id is null then e.quantity else e.counted end) > c.quantity - c.released`,
  'what is taken back counted, and is taken back once': `select e.id from exchange.event e join exchange.event r on r.reverses_id = e.id and r.counted <> 0
    group by e.id, e.counted having count(*) > 1 or e.counted + sum(r.counted) < 0`,
  'no wish is claimed by more persons than may': `select n.id from exchange.need n join exchange.wish_claim c on c.need_id = n.id and c.state <> 'WITHDRAWN'
    group by n.id having count(*) > n.max_claims`,
  'nobody claims a wish twice': `select c.need_id, c.person_id from exchange.wish_claim c where c.state <> 'WITHDRAWN' group by 1, 2 having count(*) > 1`,
};

/** What goes out was there, and nothing is given more often than a rule says. */
const counted: Readonly<Record<string, string>> = {
  'no more goes out of a lot than came in': `select v.lot_id from exchange.stock_movement v group by v.lot_id having sum(v.quantity) < 0`,
  'no more of a stock is promised than is there, but for what was lost': `select k.id from exchange.stock k
    where k.reserved - k.on_hand > coalesce((select -sum(v.quantity) from exchange.stock_movement v
      where v.stock_id = k.id and v.quantity < 0 and v.kind in ('WRITTEN_OFF', 'ADJUSTED')), 0)`,
  'what goes from one stock to another is no more and no less': `select v.transfer_id from exchange.stock_movement v where v.transfer_id is not null
    group by v.transfer_id having sum(v.quantity) <> 0`,
  'nobody is handed out more than the rule says': `select d.id from exchange.distribution d join exchange.hand_out h on h.distribution_id = d.id
    group by d.id, h.person_mark, h.period_start having count(*) > d.per_person`,
  'nobody is known by what was handed out in a distribution that is over': `select d.id from exchange.distribution d
    where (d.state = 'CLOSED') = exists (select from exchange.distribution_key s where s.distribution_id = d.id)`,
  'no benefit is given more often than the version says that it is given by': givenTooOften('', [
    'per_day',
    'per_week',
    'per_month',
    'in_all',
  ]),
  'nobody is given a benefit more often than that version says': givenTooOften(', r.person_id', [
    ...['person_per_day', 'person_per_week', 'person_per_month', 'person_in_all'],
  ]),
  'a benefit is given by a version that all who pay have agreed to': `select r.id from exchange.benefit_redemption r
    join exchange.benefit_funder f on f.rule_id = r.rule_id and f.number = r.number where f.agreed_at is null`,
  'those who pay for a benefit pay what was taken off': `select r.id from exchange.benefit_redemption r
    left join exchange.benefit_share s on s.redemption_id = r.id group by r.id having sum(s.amount) is distinct from r.cut`,
};

/** By the windows of a day, from the shortest on. */
function givenTooOften(alike: string, [day, week, month, all]: readonly string[]): string {
  return `select r.rule_id, r.number, w.quota_window, w.starts_on from exchange.benefit_redemption r
    join exchange.benefit_version v on v.rule_id = r.rule_id and v.number = r.number cross join lateral exchange.benefit_windows(r.day) w
    where r.state = 'REDEEMED' group by r.rule_id, r.number, w.quota_window, w.starts_on, v.rule_id, v.number ${alike} having count(*) > case w.quota_window
      when 'DAY' then v.${day} when 'WEEK' then v.${week} when 'MONTH' then v.${month} else v.${all} end`;
}

const states: Readonly<Record<string, string>> = {
  'what both accepted has an agreement, and nothing else has one that stands': `select m.id from exchange.match m
    where (m.state = 'AGREED') <> exists (select from exchange.agreement g where g.match_id = m.id and g.state <> 'CANCELLED')`,
  'of the units a need was sent to one has it': `select m.dispatch_id from exchange.match m where m.dispatch_id is not null and m.state in ${holding}
    group by 1 having count(*) > 1`,
  'an agreement is active from when all who have to sign have signed one edition': `select g.id from exchange.agreement g where g.state <> 'CANCELLED'
    and (g.state <> 'PENDING_SIGNATURES') <> ((select count(*) from exchange.signature s where s.agreement_id = g.id and s.edition = g.edition)
      = (select count(*) from exchange.agreement_party p where p.agreement_id = g.id and p.must_sign))`,
  'a signature is awaited of who has to sign and has not': `select p.agreement_id from exchange.agreement_party p join exchange.agreement g on g.id = p.agreement_id
    where p.awaits_signature <> (g.state = 'PENDING_SIGNATURES' and p.must_sign and not exists (select from exchange.signature s
      where s.agreement_id = g.id and s.edition = g.edition and s.unit_id = p.unit_id))`,
  'an agreement is completed with its last promise': `select g.id from exchange.agreement g where g.state not in ('CANCELLED', 'TERMINATED', 'EXPIRED')
    and (g.state = 'COMPLETED') <> not exists (select from exchange.commitment c where c.agreement_id = g.id and c.state = 'OPEN')`,
  'the promises of an agreement that was given up are released, and none that is open owes nothing': `select c.id from exchange.commitment c
    join exchange.agreement g on g.id = c.agreement_id where g.state = 'CANCELLED' and c.state <> 'RELEASED'
      or c.state = 'OPEN' and c.fulfilled + c.released = c.quantity`,
  'nothing is open of what has ended but what was recorded and may count yet': `select c.id from exchange.commitment c
    join exchange.agreement g on g.id = c.agreement_id where g.state in ('TERMINATED', 'EXPIRED') and c.state = 'OPEN'
      and c.quantity - c.fulfilled - c.released > (select coalesce(sum(e.quantity), 0) from exchange.event e
        where e.commitment_id = c.id and e.reverses_id is null and e.state in ('RECORDED', 'DISPUTED'))`,
  'nothing was recorded of what had ended': `select e.id from exchange.event e join exchange.commitment c on c.id = e.commitment_id
    join exchange.agreement g on g.id = c.agreement_id where g.state in ('TERMINATED', 'EXPIRED') and e.reverses_id is null and e.recorded_at >= g.ends_at`,
  'places that an agreement needs are held until both have signed, and had from then on': `select b.id from exchange.booking b
    join exchange.agreement g on g.id = b.agreement_id
    where g.state not in ('TERMINATED', 'EXPIRED')
      and ((b.state = 'HELD') <> (g.state = 'PENDING_SIGNATURES') or (b.state = 'CANCELLED') <> (g.state = 'CANCELLED'))`,
  'what names a slot and is agreed has its places': `select m.id from exchange.match m join exchange.agreement g on g.match_id = m.id and g.state <> 'CANCELLED'
    where m.slot_id is not null and not exists (select from exchange.booking b where b.agreement_id = g.id and b.slot_id = m.slot_id and b.count = m.places)`,
  'nothing is open of a listing that was taken back or closed, but what was not answered in time': `select m.id from exchange.match m
    left join exchange.need n on n.id = m.need_id left join exchange.offer o on o.id = m.offer_id
    where m.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') and m.respond_by is null
      and (n.state in ('WITHDRAWN', 'FULFILLED', 'EXPIRED') or o.state in ('WITHDRAWN', 'FULFILLED', 'EXPIRED'))`,
};

/** Outbox rows are changes of state: every version of a thing was told, one by one. */
const VERSIONED = [
  ...['need', 'offer', 'match', 'agreement', 'booking', 'wish_claim'],
  ...['stock', 'distribution', 'benefit_rule', 'benefit_redemption', 'account'],
];

const told = (
  table: string,
): string => `select t.id, t.version, array(select b.version from data.outbox b where b.subject_id = t.id) as told
  from exchange.${table} t where (select count(distinct b.version) from data.outbox b where b.subject_id = t.id) <> t.version`;

const records: Readonly<Record<string, string>> = {
  ...Object.fromEntries(VERSIONED.map((table) => [`every version of a ${table} was told`, told(table)])),
  'what was done, by somebody or by time, is in the audit as often as in the outbox': `select type, subject_id from data.outbox
    group by 1, 2 having count(*) <> (select count(*) from data.audit a where a.action = outbox.type and a.subject_id = outbox.subject_id)`,
  'what is in the audit was told': `select action, subject_id from data.audit a
    where not exists (select from data.outbox o where o.type = a.action and o.subject_id = a.subject_id)`,
  'every key has an outcome': 'select key from data.idempotency where outcome is null',
};

/** Names of invariants, with the rows that contradict them. */
export async function contradictions(real: Real): Promise<Readonly<Record<string, readonly object[]>>> {
  const all = Object.entries({ ...limits, ...counted, ...ledger, ...states, ...records, ...countersAsked() });
  const found: Record<string, readonly object[]> = {};
  for (const [name, text] of all) {
    const rows = await real.world.sql(text);
    if (rows.length > 0) found[name] = rows;
  }
  return found;
}

const countersAsked = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(counters).map(([name, text]) => [`${name} equals the rows it counts`, text]));

export interface Acts {
  readonly keys: number;
  readonly requests: number;
}

/** How many keys are kept, and how many requests changed something. */
export async function acts(real: Real): Promise<Acts> {
  const [row] = await real.world.sql<Acts & Record<string, unknown>>(
    `select (select count(*)::integer from data.idempotency) as keys, (select count(distinct request_id)::integer from data.audit where person_id is not null) as requests`,
  );
  return { keys: row?.keys ?? 0, requests: row?.requests ?? 0 };
}

const TABLES: Readonly<Record<string, string>> = {
  claim: 'wish_claim',
  benefitrule: 'benefit_rule',
  proof: 'benefit_proof',
  redemption: 'benefit_redemption',
};

/** What was acknowledged and is not there. */
export async function lost(real: Real, done: readonly Deed[]): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const { answer, key, sent } of done) {
    const { kind, id } = readId(answer.made?.id ?? '');
    const [row] = await real.world.sql<{ is: boolean; kept: boolean }>(
      `select exists (select from exchange.${TABLES[kind] ?? kind} where id = $1::uuid) as is,
        exists (select from data.idempotency where key = $2 and outcome is not null) as kept`,
      [id, key],
    );
    if (row?.is !== true || !row.kept) missing.push(`${sent.mutation} ${key}`);
  }
  return missing;
}
