/** How reliable a unit is: counted of what came due in a time, by index, with each reading. */
import { BASIS, FEWEST } from '../../../domain/exchange/reliability.ts';
import type { Scope } from '../../../read/scope.ts';
import { literal, Row, sql, whole, type Sql } from '../../../read/sql.ts';
import type { Field, FieldArguments } from '../../../read/view.ts';
import {
  column,
  computed,
  manyWhere,
  maybe,
  optional,
  value,
  valueFrom,
  type ValueField,
} from '../../../read/words.ts';
import { isTimedOut } from '../promises/commitments/as-of-now.view.ts';
import { outcomeNow } from '../promises/commitments/outcome.view.ts';
import { asked, isDueIn, isOfAsked } from './asked.view.ts';

/** Who asked, as `asked` found. */
const told = new Row('w');

/** Of the alliance that was asked for, and under a hat of that of the hat, for whom it is so. */
const isAskedOf = (alliance: Sql, scope: Scope): Sql =>
  sql`${isOfAsked(alliance, told)} and (not ${told.col('is_of_hat')} or ${scope.fitsHat(alliance)})`;

/** What the unit promised, by what it came to. */
function given(scope: Scope): Sql {
  const c = new Row('c');
  const of = (outcome: string): Sql => sql`(count(*) filter (where x.outcome = ${literal(outcome)}))::integer`;
  return sql`select ${of('KEPT')} as kept, ${of('LATE')} as late, ${of('DISPUTED')} as disputed, ${of('BREACHED')} as breached,
      ${of('RELEASED')} as released, ${of('AWAITED')} as awaited,
      (count(*) filter (where x.outcome in ('KEPT', 'LATE', 'DISPUTED', 'BREACHED')))::integer as due
    from exchange.commitment c join exchange.agreement h on h.id = c.agreement_id,
      lateral (select ${outcomeNow(c, scope)} as outcome offset 0) x
    where c.from_unit_id = ${told.col('unit_id')} and ${isDueIn(c.col('due_at'), told, scope)}
      and ${isAskedOf(sql`h.alliance_id`, scope)}`;
}

/** Of what was promised to it, how it answered what was recorded as delivered. */
function received(scope: Scope): Sql {
  const c = new Row('c');
  const isSilent = sql`(${isTimedOut(new Row('v'), scope)} or a.event_id is not null and a.unit_id is null)`;
  return sql`select (count(*) filter (where a.unit_id is not null))::integer as answered,
      (count(*) filter (where ${isSilent}))::integer as silent,
      (count(*) filter (where a.unit_id is not null or ${isSilent}))::integer as settled,
      percentile_cont(0.5) within group (order by a.answered_at - v.recorded_at) filter (where a.unit_id is not null) as median
    from exchange.commitment c join exchange.agreement h on h.id = c.agreement_id
      join exchange.event v on v.commitment_id = c.id and v.recorded_by_unit_id = c.from_unit_id and v.reverses_id is null
      left join exchange.event_answer a on a.event_id = v.id
    where c.to_unit_id = ${told.col('unit_id')} and ${isDueIn(c.col('due_at'), told, scope)}
      and ${isAskedOf(sql`h.alliance_id`, scope)}`;
}

/** A booking that stood when its time was over, whether anybody wrote down who came or not. */
const hasEnded = (booking: Row, of: Row, scope: Scope): Sql => {
  const slot = sql`select s.ends_at from exchange.slot s where s.id = ${booking.col('slot_id')}`;
  const end = sql`select coalesce(${booking.col('ends_at')}, (${slot})) as ends_at offset 0`;
  return sql`${booking.col('unit_id')} = ${of.col('unit_id')} and ${booking.col('state')} in ('CONFIRMED', 'IN_USE', 'COMPLETED', 'NO_SHOW')
    and ${isOfAsked(booking.col('alliance_id'), of)} and exists (select from (${end}) z where ${isDueIn(sql`z.ends_at`, of, scope)})`;
};

function booked(scope: Scope): Sql {
  const isOfHat = sql`(not ${told.col('is_of_hat')} or ${scope.fitsHat(sql`b.alliance_id`)})`;
  return sql`select count(*)::integer as booked, (count(*) filter (where b.state = 'NO_SHOW'))::integer as missed
    from exchange.booking b where ${hasEnded(new Row('b'), told, scope)} and ${isOfHat}`;
}

function counted(unit: Row, scope: Scope, args: FieldArguments): Sql {
  scope.weigh(counted);
  return sql`select w.*, given.*, received.*, booked.* from (${asked(unit, scope, args)}) w,
    lateral (${given(scope)}) given, lateral (${received(scope)}) received, lateral (${booked(scope)}) booked`;
}

/** To the unit itself in any case; to others where it is of so many. */
const unlessFew = (answer: Sql, row: Row, of: string): Sql =>
  sql`case when ${row.col('is_own')} or ${row.col(of)} >= ${whole(FEWEST)} then ${answer} end`;

const figure = (name: string, of: string): Field => maybe((row) => unlessFew(row.col(name), row, of));

const tooFew = (of: string): Field => computed((row) => sql`${row.col(of)} < ${whole(FEWEST)}`);

/** How many, of how many, and that share to four digits. */
const rate = (count: string, of: string): ValueField =>
  value({
    count: figure(count, of),
    outOf: figure(of, of),
    rate: maybe((row) =>
      unlessFew(sql`round(${row.col(count)}::numeric / nullif(${row.col(of)}, 0), 4)::text`, row, of),
    ),
    tooFewToTell: tooFew(of),
  });

const answers = value({
  answered: figure('answered', 'answered'),
  medianDays: maybe((row) =>
    unlessFew(sql`round(extract(epoch from ${row.col('median')}) / 86400, 2)::text`, row, 'answered'),
  ),
  tooFewToTell: tooFew('answered'),
  bySilence: rate('silent', 'settled'),
});

const basis = computed(
  (_row, scope) => sql`case when ${scope.locale} = 'en' then ${literal(BASIS.en)} else ${literal(BASIS.zh)} end`,
);

/** Agreements of the alliance that was asked for. */
const isPromisedThere = (commitment: Row, of: Row): Sql =>
  sql`exists (select from exchange.agreement h where h.id = ${commitment.col('agreement_id')} and h.activated_at is not null
    and ${isOfAsked(sql`h.alliance_id`, of)})`;

export const reliability: Field = {
  ...valueFrom(counted, {
    from: column('from_at'),
    to: column('to_at'),
    basis,
    kept: rate('kept', 'due'),
    late: rate('late', 'due'),
    disputed: rate('disputed', 'due'),
    breached: rate('breached', 'due'),
    released: figure('released', 'due'),
    awaited: figure('awaited', 'due'),
    noShow: rate('missed', 'booked'),
    answers,
    shownTo: column('shown_to'),
    version: optional('version'),
    commitments: manyWhere(
      'Commitment',
      (commitment, row, scope) => sql`${commitment.col('from_unit_id')} = ${row.col('unit_id')}
        and ${isDueIn(commitment.col('due_at'), row, scope)} and ${isPromisedThere(commitment, row)}`,
    ),
    bookings: manyWhere('Booking', hasEnded),
  }),
  present: (unit, scope, args) => sql`exists (${asked(unit, scope, args)})`,
};
