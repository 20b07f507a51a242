/** When a place is open, as fields of it: what its unit told, and what follows of that. */
import { existsWhere, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Scope } from '../../../../read/scope.ts';
import type { FieldArguments, Fields, Filter, FilterValue, Lead } from '../../../../read/view.ts';
import { column, maybe, optional, rowsFrom, valueFrom } from '../../../../read/words.ts';

const hours = { opens: column('opens'), closes: column('closes') };

const midnight = (day: Sql): Sql => sql`((${day})::timestamp at time zone 'Asia/Shanghai')`;

const openingHours = {
  ...valueFrom(
    (row) =>
      sql`select h.* from directory.place_hours h where h.place_id = ${row.col('id')} and h.edition = ${row.col('hours_edition')}`,
    {
      windows: rowsFrom(
        (row) => sql`select w.* from directory.place_window w
          where w.place_id = ${row.col('place_id')} and w.edition = ${row.col('edition')} order by w.no`,
        {
          ...hours,
          rrule: column('rrule'),
          seasonFrom: optional('season_from'),
          seasonTo: optional('season_to'),
          firstDay: optional('first_day'),
          lastDay: optional('last_day'),
        },
      ),
      onHolidays: column('on_holidays'),
      onMakeUpDays: column('on_make_up_days'),
      note: optional('note'),
      toldAt: column('told_at'),
    },
  ),
  present: (row: Row): Sql => sql`${row.col('hours_edition')} is not null`,
};

const exceptionalDays = rowsFrom(
  (
    row,
    scope,
    args,
  ) => sql`select lower(e.days) as first_day, upper(e.days) - 1 as last_day, e.reason, e.told_at, e.opens, e.closes
    from directory.place_exception e where e.place_id = ${row.col('id')} and e.taken_back_at is null
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

/** As far as is asked for and known, and in use. */
function openingsIn(row: Row, scope: Scope, args: FieldArguments): Sql {
  const from = sql`coalesce(${args.as('from', 'date')}, ${scope.today})`;
  const to = sql`coalesce(${args.as('to', 'date')}, ${from} + 6)`;
  return sql`select b.*, directory.openings_of(${row.col('id')}) * tstzmultirange(tstzrange(b.since, b.until)) as open
    from (select greatest(lower(k.known), ${midnight(from)}) as since,
        least(upper(k.known), ${midnight(sql`least(${to}, ${from} + 61) + 1`)}) as until, upper(k.known) as known_until
      from directory.place_opening k where k.place_id = ${row.col('id')} offset 0) b
    where b.since < b.until`;
}

const openings = {
  ...valueFrom(openingsIn, {
    since: column('since'),
    until: column('until'),
    knownUntil: column('known_until'),
    periods: rowsFrom(
      (row) => sql`select lower(r) as starts_at, upper(r) as ends_at from unnest(${row.col('open')}) r order by r`,
      {
        start: column('starts_at'),
        end: column('ends_at'),
      },
    ),
  }),
  present: (row: Row, scope: Scope, args: FieldArguments): Sql => sql`exists (${openingsIn(row, scope, args)})`,
};

const at = (scope: Scope, args: FieldArguments, name: string): Sql =>
  sql`coalesce(${args.as(name, 'timestamptz')}, ${scope.now})`;

const next = (row: Row, scope: Scope, args: FieldArguments): Sql =>
  sql`select lower(r) as starts_at, upper(r) as ends_at from unnest(directory.openings_of(${row.col('id')})) r
    where lower(r) > ${at(scope, args, 'after')} order by r limit 1`;

/** Fields of a place. */
export const openingFields: Fields = {
  openingHours,
  exceptionalDays,
  openings,
  isOpenAt: maybe((row, scope, args) => sql`directory.is_open(${row.col('id')}, ${at(scope, args, 'at')})`),
  nextOpening: {
    ...valueFrom(next, { start: column('starts_at'), end: column('ends_at') }),
    present: (row, scope, args) => sql`exists (${next(row, scope, args)})`,
  },
};

/** How many days ahead it may be asked what is open, and how many back: as far as it is sure to be computed. */
const [AHEAD, BACK] = [sql`90`, sql`365`];

/** Open at an instant: in an hour in which it ever is, and then. What nobody can know is not answered. */
export const openAt: Filter = (row, given, scope) => {
  const instant = sql`${given.as('timestamptz')}`;
  const days = sql`interval '1 day'`;
  scope.doubt(
    'OPENINGS_UNKNOWN',
    sql`(${instant} >= least(directory.statutory_known_before(${scope.now}), ${scope.now} + ${AHEAD} * ${days})
      or ${instant} < ${scope.now} - ${BACK} * ${days})`,
  );
  const isEver = existsWhere(
    sql`directory.place_open_slot s where s.place_id = ${row.col('id')}`,
    sql`s.slot = (select directory.open_slot(${instant}))`,
  );
  return sql`(${isEver} and directory.is_open(${row.col('id')}, ${instant}))`;
};

/** Those that are ever open in that hour. */
export function openLead(given: FilterValue): Lead {
  const slot = sql`directory.open_slot(${given.as('timestamptz')})`;
  return {
    areMany: sql`directory.are_many('place_open_slot', 'slot', array[${slot}::text], 'place')`,
    keys: sql`select s.place_id from directory.place_open_slot s where s.slot = ${slot}`,
  };
}
