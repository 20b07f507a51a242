/**
 * When places are open, computed of their rules for some time ahead. Acts do so when rules change; time goes on by itself,
 * and so do the notices of holidays: what follows of those is computed by a chore of the serving process.
 */
import { z } from 'zod';
import { dayInChina, instantInChina } from '../../../../domain/calendar.ts';
import { addDays } from '../../../../domain/calendar/days.ts';
import { readRecurrence } from '../../../../domain/calendar/recurrence.ts';
import {
  isAsUsual,
  knownBefore,
  openings,
  type StatutoryCalendar,
  type Timetable,
} from '../../../../domain/calendar/timetable.ts';
import type { Period } from '../../../../domain/period.ts';

/** How many days ahead openings are computed; they are computed anew when fewer than `LEAST_AHEAD` are left. */
const AHEAD = 98;
const LEAST_AHEAD = 91;

/** How many days back it is kept when a place was open. */
const KEPT = 366;

/** Places that one transaction computes, at most: an act on one of them waits no longer than that. */
const BATCH = 50;

/** How many that are due are looked up at once. */
const GATHERED = 5000;

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

/** What was told before of the time that is past stays, where nothing is missing between that and now. */
const REPLACE = `
update directory.place_opening o set calendar = $5::bigint, as_usual = $6,
  open = o.open * tstzmultirange(tstzrange(past.since, $3::timestamptz)) + $2::tstzmultirange * tstzmultirange(tstzrange($3::timestamptz, past.until)),
  known = tstzrange(past.since, past.until)
from (select case when upper(known) < $3::timestamptz then $3::timestamptz
      else least(greatest(lower(known), $3::timestamptz - make_interval(days => ${KEPT})), $3::timestamptz - interval '1 millisecond') end as since,
    greatest($4::timestamptz, $3::timestamptz) as until
  from directory.place_opening where place_id = $1::uuid) past
where o.place_id = $1::uuid and past.since < past.until returning o.place_id`;

/** Nothing is known of now on: what was told before stays as it is. */
const LEAVE = `
update directory.place_opening set calendar = $2::bigint, as_usual = $3 where place_id = $1::uuid`;

const ADD = `
insert into directory.place_opening (place_id, open, known, calendar, as_usual)
select $1::uuid, $2::tstzmultirange * tstzmultirange(tstzrange($3::timestamptz, $4::timestamptz)), tstzrange($3::timestamptz, $4::timestamptz), $5::bigint, $6
where $3::timestamptz < $4::timestamptz on conflict do nothing`;

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
      isAsUsual(timetable),
    ];
    const replaced = await run(REPLACE, values);
    if (replaced.length > 0) continue;
    await run(LEAVE, [id, known.calendar, isAsUsual(timetable)]);
    await run(ADD, values);
  }
}

/** As PostgreSQL spells a `tstzmultirange`. */
const spelled = (periods: readonly Period[]): string =>
  `{${periods.map(({ start, end }) => `[${start.toISOString()},${end.toISOString()})`).join()}}`;

/** The state of the notices, and the first day of which none says anything. */
const NOTICES = `
select directory.statutory_edition()::text as edition, directory.statutory_known_before($1::timestamptz)::text as announced`;

/** Up to when it is known at least, unless it is to be computed anew: $1 is now, $3 as far as there are notices. */
const AHEAD_AT_LEAST = `$1::timestamptz + make_interval(days => ${LEAST_AHEAD})`;

/**
 * The places of which less is known than could be, or by an older state of the notices, from an id on: each condition has an
 * index. Those that are closed for good stay as they are.
 */
const DUE = `
select p.id from (
  select o.place_id from directory.place_opening o where o.calendar < $2::bigint or o.calendar > $2::bigint
  union
  select o.place_id from directory.place_opening o where not o.as_usual and upper(o.known) < least($3::timestamptz, ${AHEAD_AT_LEAST})
  union
  select o.place_id from directory.place_opening o where o.as_usual and upper(o.known) < ${AHEAD_AT_LEAST}
  union
  select h.id from directory.place h where h.hours_edition is not null and $3::timestamptz > $1::timestamptz
    and not exists (select from directory.place_opening o where o.place_id = h.id)
) due join directory.place p on p.id = due.place_id
where p.status <> 'CLOSED' and ($4::uuid is null or p.id > $4::uuid)
order by p.id limit ${GATHERED}`;

/** Those of some that still are, locked; what another process has in hand it computes. */
const STILL_DUE = `
select p.id from directory.place p left join directory.place_opening o on o.place_id = p.id
where p.id = any($4::uuid[]) and p.status <> 'CLOSED' and (o.place_id is null or o.calendar <> $2::bigint
  or upper(o.known) < case when o.as_usual then ${AHEAD_AT_LEAST} else least($3::timestamptz, ${AHEAD_AT_LEAST}) end)
order by p.id for update of p skip locked`;

interface Connection {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Computes anew what is due, in small parts, until `isOver` says to stop; says how many places that were. */
export async function renewOpenings(connection: Connection, now: Date, isOver = () => false): Promise<number> {
  const run: Run = async <Row>(text: string, values: readonly unknown[]) =>
    (await connection.query(text, [...values])).rows as Row[];
  const [notices] = await run<{ edition: string; announced: string }>(NOTICES, [now.toISOString()]);
  if (notices === undefined) throw new Error('the state of the notices is one row');
  const about = [now.toISOString(), notices.edition, notices.announced];
  let [total, last] = [0, null as string | null];
  for (;;) {
    const due = await run<{ id: string }>(DUE, [...about, last]);
    for (let first = 0; first < due.length; first += BATCH) {
      if (first > 0 && isOver()) return total;
      const few = due.slice(first, first + BATCH).map(({ id }) => id);
      total += await inTransaction(connection, async () => {
        const still = await run<{ id: string }>(STILL_DUE, [...about, few]);
        await computeOpenings(
          run,
          still.map(({ id }) => id),
          now,
        );
        return still.length;
      });
    }
    if (due.length < GATHERED || isOver()) return total;
    last = due.at(-1)?.id ?? null;
  }
}

async function inTransaction<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  await connection.query('begin');
  try {
    const done = await work();
    await connection.query('commit');
    return done;
  } catch (error) {
    await connection.query('rollback');
    throw error;
  }
}
