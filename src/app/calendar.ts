/** `npm run calendar`: statutory holidays and make-up workdays, as the State Council's notices have them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { DatabaseError } from '../data/connect-failures.ts';
import type { Database } from '../data/database.ts';
import { withOwner } from '../data/open.ts';
import { isDay } from '../domain/calendar.ts';
import { renewOpenings } from '../modules/directory/index.ts';
import { renewAvailable } from '../modules/exchange/index.ts';
import { readTable } from './reference-table.ts';

const FILE = fileURLToPath(new URL('../../data/calendar/statutory-days.csv', import.meta.url));

const statutoryDay = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  notice: z.string().min(1),
  day: z.string().refine(isDay),
  kind: z.enum(['HOLIDAY', 'MAKE_UP']),
  name: z.string().min(1),
});

type StatutoryDay = Readonly<z.infer<typeof statutoryDay>>;

/** The lines of the list. Throws where a line is none. */
export function readStatutoryDays(text: string = readFileSync(FILE, 'utf8')): StatutoryDay[] {
  const columns = ['year', 'notice', 'day', 'kind', 'name'] as const;
  return readTable('data/calendar/statutory-days.csv', text, columns).map((line, i) => {
    const read = statutoryDay.safeParse(line);
    if (read.success) return read.data;
    const told = Object.values(line).join();
    throw new Error(`data/calendar/statutory-days.csv, line ${i + 2}: "${told}" is no such day`);
  });
}

const GIVEN = 'json_to_recordset($1::json) as d(year integer, notice text, day date, kind text, name text)';

/** A year whose days are others than they were is a new edition of it. */
const LOAD_YEARS = `
insert into directory.statutory_year (year, notice) select distinct year, notice from ${GIVEN}
on conflict (year) do update set notice = excluded.notice, edition = statutory_year.edition + 1
where excluded.notice <> statutory_year.notice
  or (select array_agg((d.day, d.kind, d.name)::text order by d.day) from ${GIVEN} where d.year = excluded.year)
    is distinct from (select array_agg((s.day, s.kind, s.name)::text order by s.day) from directory.statutory_day s where s.year = excluded.year)
returning year`;

const FORGET_DAYS = `
delete from directory.statutory_day s where s.year in (select year from ${GIVEN}) and not exists (
  select from ${GIVEN} where d.day = s.day)`;

const LOAD_DAYS = `
insert into directory.statutory_day (day, year, kind, name) select day, year, kind, name from ${GIVEN}
on conflict (day) do update set year = excluded.year, kind = excluded.kind, name = excluded.name
where (statutory_day.year, statutory_day.kind, statutory_day.name) is distinct from (excluded.year, excluded.kind, excluded.name)`;

/** Loads the days, once however often it is called, and computes what follows of them. Returns what was done, in words. */
export async function loadCalendar(database: Database, now: Date, days = readStatutoryDays()): Promise<string> {
  return withOwner(database, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      "select to_regclass('directory.statutory_day') is not null as there",
    );
    if (rows[0]?.there !== true) {
      throw new DatabaseError(
        '数据库尚未升级，请先运行 npm run migrate。 The database is not up to date: npm run migrate first.',
      );
    }
    const given = [JSON.stringify(days)];
    await client.query('begin');
    let changed: number | null;
    try {
      await client.query('select pg_advisory_xact_lock($1)', [LOADING]);
      changed = (await client.query(LOAD_YEARS, given)).rowCount;
      await client.query(FORGET_DAYS, given);
      await client.query(LOAD_DAYS, given);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
    // What is not computed here, should this break off, the serving processes compute within the hour.
    const renewed = await renewOpenings(client, now);
    const available = await renewAvailable(client, now);
    const years = new Set(days.map(({ year }) => year)).size;
    return `节假日安排 ${years} 年，更新 ${changed ?? 0} 年，重新计算阵地 ${renewed} 处、资源 ${available} 项。 Holidays of ${years} years, ${changed ?? 0} new or changed; the openings of ${renewed} places and ${available} resources computed anew.`;
  });
}

const LOADING = 0x63_61_6c_65;
