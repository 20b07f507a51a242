/** When a resource can be had, as fields of it: what its unit told, what follows of that, and how much of it was used. */
import type { Scope } from '../../../../read/scope.ts';
import { any, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Computes, FieldArguments, Fields } from '../../../../read/view.ts';
import { asc, column, many, optional, optionalOne, rowsFrom, valueFrom, viewFrom } from '../../../../read/words.ts';

const hours = { opens: column('opens'), closes: column('closes') };

const edition: Fields = {
  edition: column('edition'),
  since: column('since'),
  windows: rowsFrom(
    (row) => sql`select w.* from exchange.availability_window w
      where w.resource_id = ${row.col('resource_id')} and w.edition = ${row.col('edition')} order by w.no`,
    {
      ...hours,
      rrule: column('rrule'),
      seasonFrom: optional('season_from'),
      seasonTo: optional('season_to'),
      firstDay: optional('first_day'),
      lastDay: optional('last_day'),
      capacity: optional('capacity'),
    },
  ),
  onHolidays: column('on_holidays'),
  onMakeUpDays: column('on_make_up_days'),
  slotMinutes: optional('slot_minutes'),
  capacity: optional('capacity'),
  perDay: optional('per_day'),
  note: optional('note'),
  toldAt: column('told_at'),
};

const editionOn = (row: Row, day: Sql): Sql =>
  sql`select a.* from exchange.availability a where a.resource_id = ${row.col('id')}
    and a.edition = exchange.availability_on(${row.col('id')}, ${day})`;

const onDay: Computes = (row, scope, args) => editionOn(row, sql`coalesce(${args.as('on', 'date')}, ${scope.today})`);

const exceptions = rowsFrom(
  (
    row,
    scope,
    args,
  ) => sql`select lower(e.days) as first_day, upper(e.days) - 1 as last_day, e.reason, e.told_at, e.opens, e.closes
    from exchange.availability_exception e where e.resource_id = ${row.col('id')} and e.taken_back_at is null
      and upper(e.days) > coalesce(${args.as('from', 'date')}, ${scope.today}) order by e.days limit 100`,
  {
    firstDay: column('first_day'),
    lastDay: column('last_day'),
    reason: column('reason'),
    toldAt: column('told_at'),
    hours: rowsFrom(
      (row) =>
        sql`select o.opens, o.closes from unnest(${row.col('opens')}, ${row.col('closes')}) with ordinality o(opens, closes, n) order by o.n`,
      hours,
    ),
  },
);

const midnight = (day: Sql): Sql => sql`((${day})::timestamp at time zone 'Asia/Shanghai')`;

/** As far as is asked for and known: at most 62 days. */
function knownIn(row: Row, scope: Scope, args: FieldArguments): Sql {
  const from = sql`coalesce(${args.as('from', 'date')}, ${scope.today})`;
  const to = sql`coalesce(${args.as('to', 'date')}, ${from} + 6)`;
  return sql`select k.open, greatest(lower(k.known), ${midnight(from)}) as since,
      least(upper(k.known), ${midnight(sql`least(${to}, ${from} + 61) + 1`)}) as until, upper(k.known) as known_until
    from exchange.resource_opening k where k.resource_id = ${row.col('id')}`;
}

/** What is booked of a whole resource, and not given up. */
const booked = (row: Row, scope: Scope): Sql =>
  sql`coalesce((select range_agg(tstzrange(b.starts_at, b.ends_at)) from exchange.booking b
    where b.resource_id = ${row.col('id')} and b.slot_id is null and exchange.booking_holds(b.state)
      and (b.state <> 'HELD' or b.held_until > ${scope.now}) and b.ends_at > k.since and b.starts_at < k.until), '{}')`;

function periodsOf(less: (row: Row, scope: Scope) => Sql) {
  const from = (row: Row, scope: Scope, args: FieldArguments): Sql =>
    sql`select k.since, k.until, k.known_until, k.open * tstzmultirange(tstzrange(k.since, k.until)) - ${less(row, scope)} as open
      from (${knownIn(row, scope, args)} offset 0) k where k.since < k.until`;
  return {
    ...valueFrom(from, {
      since: column('since'),
      until: column('until'),
      knownUntil: column('known_until'),
      periods: rowsFrom(
        (row) => sql`select lower(r) as starts_at, upper(r) as ends_at from unnest(${row.col('open')}) r order by r`,
        { start: column('starts_at'), end: column('ends_at') },
      ),
    }),
    present: (row: Row, scope: Scope, args: FieldArguments): Sql =>
      sql`exists (select from (${knownIn(row, scope, args)} offset 0) k where k.since < k.until)`,
  };
}

const hoursOf = (from: Sql, to: Sql): Sql => sql`extract(epoch from ${to} - ${from}) / 3600`;

/** Slots and whole periods that begin in those days, and end before now: at most 366 days. */
function usedIn(row: Row, scope: Scope, args: FieldArguments): Sql {
  const from = sql`coalesce(${args.as('from', 'date')}, ${scope.today} - 29)`;
  const since = midnight(from);
  const until = sql`least(${scope.now}, ${midnight(sql`least(coalesce(${args.as('to', 'date')}, ${scope.today}), ${from} + 365) + 1`)})`;
  const id = row.col('id');
  const spent = sql`b.state in ('IN_USE', 'COMPLETED')`;
  return sql`select trim_scale(round(u.used, 2))::text as used, trim_scale(round(u.bookable, 2))::text as bookable,
      trim_scale(round(u.used / nullif(u.bookable, 0), 4))::text as rate, u.uses, u.missed
    from (select coalesce(sum(x.used), 0) as used, coalesce(sum(x.bookable), 0) as bookable,
        coalesce(sum(x.uses), 0)::integer as uses, coalesce(sum(x.missed), 0)::integer as missed
      from (
        select ${hoursOf(sql`s.starts_at`, sql`s.ends_at`)} * s.capacity as bookable,
          ${hoursOf(sql`s.starts_at`, sql`s.ends_at`)} * coalesce(sum(b.count) filter (where ${spent}), 0) as used,
          count(b.id) filter (where ${spent}) as uses, count(b.id) filter (where b.state = 'NO_SHOW') as missed
        from exchange.slot s left join exchange.booking b on b.slot_id = s.id
        where s.resource_id = ${id} and s.state <> 'WITHDRAWN' and s.starts_at >= ${since} and s.ends_at <= ${until}
        group by s.id
        union all
        select ${hoursOf(sql`lower(o)`, sql`upper(o)`)}, 0, 0, 0
        from exchange.resource_opening k, unnest(k.open * tstzmultirange(tstzrange(${since}, greatest(${since}, ${until})))) o
        where k.resource_id = ${id} and exists (select from exchange.booking_rule r where r.resource_id = ${id} and r.mode = 'PERIODS'
          and r.edition = (select max(n.edition) from exchange.booking_rule n where n.resource_id = ${id}))
        union all
        select 0, case when ${spent} then ${hoursOf(sql`b.starts_at`, sql`b.ends_at`)} else 0 end,
          case when ${spent} then 1 else 0 end, case when b.state = 'NO_SHOW' then 1 else 0 end
        from exchange.booking b
        where b.resource_id = ${id} and b.slot_id is null and b.starts_at >= ${since} and b.ends_at <= ${until}
      ) x) u`;
}

/** As far as it is told whom the resource is shown to. */
export const shareView = viewFrom('exchange.share_told', {
  type: 'AvailabilityShare',
  visible: (row, scope) => any(scope.isUnit(row.col('owner_unit_id')), scope.inAlliance(row.col('alliance_id'))),
  key: asc('alliance_id', 'uuid'),
  orders: { ALLIANCE: [asc('alliance_id', 'uuid')] },
  fields: {
    alliance: optionalOne('Alliance', 'alliance_id'),
    atMost: optional('at_most'),
    reserved: column('reserved'),
  },
});

/** Fields of a resource. */
export const availabilityFields: Fields = {
  availability: {
    ...valueFrom(onDay, edition),
    present: (row, scope, args) => sql`exists (${onDay(row, scope, args)})`,
  },
  availabilityEditions: rowsFrom(
    (row) =>
      sql`select a.* from exchange.availability a where a.resource_id = ${row.col('id')} order by a.edition desc limit 100`,
    edition,
  ),
  shares: many('AvailabilityShare', 'resource_id'),
  availabilityExceptions: exceptions,
  openings: periodsOf(() => sql`'{}'::tstzmultirange`),
  freePeriods: periodsOf(booked),
  utilisation: valueFrom(usedIn, {
    usedHours: column('used'),
    bookableHours: column('bookable'),
    rate: optional('rate'),
    uses: column('uses'),
    noShows: column('missed'),
  }),
};
