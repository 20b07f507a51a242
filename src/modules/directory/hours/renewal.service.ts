/**
 * When places are open, computed of their rules for some time ahead. Acts do so when rules change; time goes on by itself,
 * and so do the notices of holidays: what follows of those is computed by a chore of the serving process.
 */
import { z } from 'zod';
import { dayInChina, instantInChina } from '../../../domain/calendar.ts';
import { addDays } from '../../../domain/calendar/days.ts';
import { readRecurrence } from '../../../domain/calendar/recurrence.ts';
import { knownBefore, openings, type StatutoryCalendar, type Timetable } from '../../../domain/calendar/timetable.ts';
import type { Period } from '../../../domain/period.ts';

/** How many days ahead openings are computed; they are computed anew when fewer than `LEAST_AHEAD` are left. */
const AHEAD = 98;
const LEAST_AHEAD = 91;

/** How many days back it is kept when a place was open. */
const KEPT = 366;

/** Places that one transaction computes, at most: an act on one of them waits no longer than that. */
const BATCH = 50;

/** Runs a statement with parameters `$1`, `$2` and so on. */
type Run = <Row>(text: string, values: readonly unknown[]) => Promise<Row[]>;

const hours = z.object({ opens: z.string(), closes: z.string() });

const Known = z.object({
  calendar: z.string(),
  knownBefore: z.string(),
  days: z.array(z.object({ day: z.string(), kind: z.enum(['HOLIDAY', 'MAKE_UP']) })),
});

const Rules = z.object({
  id: z.string(),
  onHolidays: z.enum(['CLOSED', 'AS_SUNDAY', 'AS_USUAL']),
  onMakeUpDays: z.enum(['AS_WEEKDAY', 'AS_USUAL']),
  windows: z.array(
    hours.extend({
      recurrence: z.string().transform(readRecurrence),
      season: z.object({ from: z.string(), to: z.string() }).nullable(),
      firstDay: z.string().nullable(),
      lastDay: z.string().nullable(),
    }),
  ),
  exceptions: z.array(z.object({ firstDay: z.string(), lastDay: z.string(), hours: z.array(hours) })),
});

const CALENDAR = `
select json_build_object(
  'calendar', directory.statutory_edition()::text,
  'knownBefore', (directory.statutory_known_before($1::timestamptz) at time zone 'Asia/Shanghai')::date,
  'days', coalesce((select json_agg(json_build_object('day', s.day, 'kind', s.kind)) from directory.statutory_day s
    where s.day between $2::date and $3::date), '[]')) as json`;

const RULES = `
select json_build_object('id', p.id, 'onHolidays', h.on_holidays, 'onMakeUpDays', h.on_make_up_days,
  'windows', (select coalesce(json_agg(json_build_object('recurrence', w.rrule, 'opens', w.opens, 'closes', w.closes,
      'season', case when w.season_from is not null then json_build_object('from', w.season_from, 'to', w.season_to) end,
      'firstDay', w.first_day, 'lastDay', w.last_day) order by w.no), '[]')
    from directory.place_window w where (w.place_id, w.edition) = (h.place_id, h.edition)),
  'exceptions', (select coalesce(json_agg(json_build_object('firstDay', lower(e.days), 'lastDay', upper(e.days) - 1,
      'hours', (select coalesce(json_agg(json_build_object('opens', o.opens, 'closes', o.closes)), '[]') from unnest(e.opens, e.closes) o(opens, closes)))), '[]')
    from directory.place_exception e where e.place_id = p.id and e.taken_back_at is null and upper(e.days) > $2::date - 2)) as json
from directory.place p join directory.place_hours h on (h.place_id, h.edition) = (p.id, p.hours_edition)
where p.id in (select json_array_elements_text($1::json)::uuid)`;

/** What was told before of the time that is past stays. */
const REPLACE = `
update directory.place_opening o set calendar = $5::bigint,
  open = o.open * tstzmultirange(tstzrange(past.since, $3::timestamptz)) + $2::tstzmultirange * tstzmultirange(tstzrange($3::timestamptz, past.until)),
  known = tstzrange(past.since, past.until)
from (select greatest(lower(known), $3::timestamptz - make_interval(days => ${KEPT})) as since, greatest($4::timestamptz, $3::timestamptz) as until
  from directory.place_opening where place_id = $1::uuid) past
where o.place_id = $1::uuid returning o.place_id`;

const ADD = `
insert into directory.place_opening (place_id, open, known, calendar)
select $1::uuid, $2::tstzmultirange * tstzmultirange(tstzrange($3::timestamptz, $4::timestamptz)), tstzrange($3::timestamptz, $4::timestamptz), $5::bigint
where $3::timestamptz < $4::timestamptz`;

/** Computes when these places are open. Their rows are locked already. */
export async function computeOpenings(run: Run, places: readonly string[], now: Date): Promise<void> {
  const today = dayInChina(now);
  const horizon = addDays(today, AHEAD);
  const [found] = await run<{ json: unknown }>(CALENDAR, [now.toISOString(), addDays(today, -8), addDays(horizon, 8)]);
  const known = Known.parse(found?.json);
  const calendar: StatutoryCalendar = {
    days: new Map(known.days.map(({ day, kind }) => [day, kind])),
    knownBefore: known.knownBefore,
  };
  for (const { json } of await run<{ json: unknown }>(RULES, [JSON.stringify(places), today])) {
    const { id, ...timetable } = Rules.parse(json);
    const before = knownBefore(timetable satisfies Timetable, calendar, horizon);
    const open = openings(timetable, calendar, { from: today, before });
    const values = [
      id,
      spelled(open),
      now.toISOString(),
      instantInChina(before, '00:00').toISOString(),
      known.calendar,
    ];
    const replaced = await run(REPLACE, values);
    if (replaced.length === 0) await run(ADD, values);
  }
}

/** As PostgreSQL spells a `tstzmultirange`. */
const spelled = (periods: readonly Period[]): string =>
  `{${periods.map(({ start, end }) => `[${start.toISOString()},${end.toISOString()})`).join()}}`;

/** Those of which less is known than could be, or by an older state of the notices. Whoever acts on one meanwhile computes it too. */
const DUE = `
select p.id from directory.place p join directory.place_hours h on (h.place_id, h.edition) = (p.id, p.hours_edition)
  left join directory.place_opening o on o.place_id = p.id,
  lateral (select case when h.on_holidays = 'AS_USUAL' and h.on_make_up_days = 'AS_USUAL' then 'infinity'
    else directory.statutory_known_before($1::timestamptz) end as announced) a
where o.calendar <> directory.statutory_edition()
  or least(a.announced, $1::timestamptz + make_interval(days => ${LEAST_AHEAD})) > coalesce(upper(o.known), $1::timestamptz)
order by p.id limit ${BATCH} for update of p skip locked`;

interface Connection {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Computes anew what is due, in small parts, until `isOver` says to stop; says how many places that were. */
export async function renewOpenings(connection: Connection, now: Date, isOver = () => false): Promise<number> {
  const run: Run = async <Row>(text: string, values: readonly unknown[]) =>
    (await connection.query(text, [...values])).rows as Row[];
  let total = 0;
  for (;;) {
    await connection.query('begin');
    try {
      const due = await run<{ id: string }>(DUE, [now.toISOString()]);
      await computeOpenings(
        run,
        due.map(({ id }) => id),
        now,
      );
      await connection.query('commit');
      total += due.length;
      if (due.length < BATCH || isOver()) return total;
    } catch (error) {
      await connection.query('rollback');
      throw error;
    }
  }
}
