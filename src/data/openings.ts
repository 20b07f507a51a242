/**
 * When things are open, or to be had, computed of their rules for some time ahead: of places and of resources alike. Acts do so
 * when rules change; time goes on by itself, and so do the notices of holidays: what follows of those is computed by a chore
 * of the serving process.
 */
import { z } from 'zod';
import { dayInChina, instantInChina } from '../domain/calendar.ts';
import { addDays } from '../domain/calendar/days.ts';
import { readRecurrence } from '../domain/calendar/recurrence.ts';
import {
  isAlwaysAsUsual,
  knownBefore,
  openings,
  type Days,
  type Schedule,
  type StatutoryCalendar,
  type Timetable,
} from '../domain/calendar/timetable.ts';
import type { Period } from '../domain/period.ts';
import type { Connection } from './chore.ts';

/** How many days ahead openings are computed; they are computed anew when fewer than `LEAST_AHEAD` are left. */
const AHEAD = 98;
const LEAST_AHEAD = 91;

/** How many days back it is kept when something was open. */
const KEPT = 366;

/** Things that one transaction computes, at most: an act on one of them waits no longer than that. */
const BATCH = 50;

/** How many that are due are looked up at once. */
const GATHERED = 5000;

/** Runs a statement with parameters `$1`, `$2` and so on. */
export type Run = <Row>(text: string, values: readonly unknown[]) => Promise<Row[]>;

/** What the rules of something come to, and for which days that is known. */
export interface Computed<T extends Timetable> {
  readonly id: string;
  readonly schedule: Schedule<T>;
  readonly calendar: StatutoryCalendar;
  readonly days: Days;
  readonly now: Date;
}

/** Where things are kept, and when they are open. */
interface Tables {
  /** The table of the things, and how another table names one. */
  readonly table: string;
  readonly key: string;
  /** The table of when they are open. */
  readonly opening: string;
  /** Whether rules were told of the thing `p`, and whether they still matter: conditions. */
  readonly isTold: string;
  readonly lasts: string;
}

/** The same with the rules, and what follows of them. */
export interface Opened<T extends Timetable> extends Tables {
  /** A query of the rules of the things `$1`, a JSON list, as they matter on the day `$2`: rows of `json`. */
  readonly rules: string;
  readonly read: (json: unknown) => { readonly id: string; readonly schedule: Schedule<T> };
  /** What else follows of them. */
  readonly follow?: (run: Run, computed: Computed<T>) => Promise<void>;
}

const hoursRead = z.object({ opens: z.string(), closes: z.string() });

export const windowRead = hoursRead.extend({
  recurrence: z.string().transform(readRecurrence),
  season: z.object({ from: z.string(), to: z.string() }).nullable(),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
});

export const exceptionRead = z.object({ firstDay: z.string(), lastDay: z.string(), hours: z.array(hoursRead) });

export const holidaysRead = z.object({
  onHolidays: z.enum(['CLOSED', 'AS_SUNDAY', 'AS_USUAL']),
  onMakeUpDays: z.enum(['AS_WEEKDAY', 'AS_USUAL']),
});

const Known = z.object({
  calendar: z.string(),
  knownBefore: z.string(),
  days: z.array(z.object({ day: z.string(), kind: z.enum(['HOLIDAY', 'MAKE_UP']) })),
});

const CALENDAR = `
select json_build_object(
  'calendar', directory.statutory_edition()::text,
  'knownBefore', (directory.statutory_known_before($1::timestamptz) at time zone 'Asia/Shanghai')::date,
  'days', coalesce((select json_agg(json_build_object('day', s.day, 'kind', s.kind)) from directory.statutory_day s
    where s.day between $2::date and $3::date), '[]')) as json`;

/** What was told before of the time that is past stays, where nothing is missing between that and now. */
const replace = ({ opening, key }: Tables): string => `
update ${opening} o set calendar = $5::bigint, as_usual = $6,
  open = o.open * tstzmultirange(tstzrange(past.since, $3::timestamptz)) + $2::tstzmultirange * tstzmultirange(tstzrange($3::timestamptz, past.until)),
  known = tstzrange(past.since, past.until)
from (select case when upper(known) < $3::timestamptz then $3::timestamptz
      else least(greatest(lower(known), $3::timestamptz - make_interval(days => ${KEPT})), $3::timestamptz - interval '1 millisecond') end as since,
    greatest($4::timestamptz, $3::timestamptz) as until
  from ${opening} where ${key} = $1::uuid) past
where o.${key} = $1::uuid and past.since < past.until returning o.${key}`;

/** Nothing is known of now on: what was told before stays as it is. */
const leave = ({ opening, key }: Tables): string => `
update ${opening} set calendar = $2::bigint, as_usual = $3 where ${key} = $1::uuid`;

const add = ({ opening, key }: Tables): string => `
insert into ${opening} (${key}, open, known, calendar, as_usual)
select $1::uuid, $2::tstzmultirange * tstzmultirange(tstzrange($3::timestamptz, $4::timestamptz)), tstzrange($3::timestamptz, $4::timestamptz), $5::bigint, $6
where $3::timestamptz < $4::timestamptz on conflict do nothing`;

/** Computes when these things are open. Their rows are locked already. */
export async function computeOpenings<T extends Timetable>(
  of: Opened<T>,
  run: Run,
  things: readonly string[],
  now: Date,
): Promise<void> {
  const today = dayInChina(now);
  const horizon = addDays(today, AHEAD);
  const [found] = await run<{ json: unknown }>(CALENDAR, [now.toISOString(), addDays(today, -8), addDays(horizon, 8)]);
  const known = Known.parse(found?.json);
  const calendar: StatutoryCalendar = {
    days: new Map(known.days.map(({ day, kind }) => [day, kind])),
    knownBefore: known.knownBefore,
  };
  for (const { json } of await run<{ json: unknown }>(of.rules, [JSON.stringify(things), today])) {
    const { id, schedule } = of.read(json);
    const days = { from: today, before: knownBefore(schedule, calendar, horizon) };
    const asUsual = isAlwaysAsUsual(schedule);
    const until = instantInChina(days.before, '00:00').toISOString();
    const open = spelled(openings(schedule, calendar, days));
    const values = [id, open, now.toISOString(), until, known.calendar, asUsual];
    const replaced = await run(replace(of), values);
    if (replaced.length === 0) {
      await run(leave(of), [id, known.calendar, asUsual]);
      await run(add(of), values);
    }
    await of.follow?.(run, { id, schedule, calendar, days, now });
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
 * The things of which less is known than could be, or by an older state of the notices, from an id on: each condition has an
 * index. Those that matter no more stay as they are.
 */
const due = ({ table, opening, key, isTold, lasts }: Tables): string => `
select p.id from (
  select o.${key} as id from ${opening} o where o.calendar < $2::bigint or o.calendar > $2::bigint
  union
  select o.${key} from ${opening} o where not o.as_usual and upper(o.known) < least($3::timestamptz, ${AHEAD_AT_LEAST})
  union
  select o.${key} from ${opening} o where o.as_usual and upper(o.known) < ${AHEAD_AT_LEAST}
  union
  select p.id from ${table} p where ${isTold} and $3::timestamptz > $1::timestamptz
    and not exists (select from ${opening} o where o.${key} = p.id)
) due join ${table} p on p.id = due.id
where ${lasts} and ($4::uuid is null or p.id > $4::uuid)
order by p.id limit ${GATHERED}`;

/** Those of some that still are, locked; what another process has in hand it computes. */
const stillDue = ({ table, opening, key, lasts }: Tables): string => `
select p.id from ${table} p left join ${opening} o on o.${key} = p.id
where p.id = any($4::uuid[]) and ${lasts} and (o.${key} is null or o.calendar <> $2::bigint
  or upper(o.known) < case when o.as_usual then ${AHEAD_AT_LEAST} else least($3::timestamptz, ${AHEAD_AT_LEAST}) end)
order by p.id for no key update of p skip locked`;

/** Computes anew what is due, in small parts, until `isOver` says to stop; says how many things that were. */
export async function renewOpenings<T extends Timetable>(
  of: Opened<T>,
  connection: Connection,
  now: Date,
  isOver = () => false,
): Promise<number> {
  const run: Run = async <Row>(text: string, values: readonly unknown[]) =>
    (await connection.query(text, [...values])).rows as Row[];
  const [notices] = await run<{ edition: string; announced: string }>(NOTICES, [now.toISOString()]);
  if (notices === undefined) throw new Error('the state of the notices is one row');
  const about = [now.toISOString(), notices.edition, notices.announced];
  let [total, last] = [0, null as string | null];
  for (;;) {
    const found = await run<{ id: string }>(due(of), [...about, last]);
    for (let first = 0; first < found.length; first += BATCH) {
      if (first > 0 && isOver()) return total;
      const few = found.slice(first, first + BATCH).map(({ id }) => id);
      total += await inTransaction(connection, async () => {
        const still = (await run<{ id: string }>(stillDue(of), [...about, few])).map(({ id }) => id);
        await computeOpenings(of, run, still, now);
        return still.length;
      });
    }
    if (found.length < GATHERED || isOver()) return total;
    last = found.at(-1)?.id ?? null;
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
