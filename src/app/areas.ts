/** `npm run areas`: the divisions that are shipped as data, and which unit looks after one of them. */
import { DatabaseError } from '../data/connect-failures.ts';
import type { Database } from '../data/database.ts';
import { withOwner } from '../data/open.ts';
import { readAreaCode } from '../domain/directory/area-code.ts';
import { BadInputError } from '../domain/errors.ts';
import { parseId } from '../domain/ids.ts';
import { ConfigError } from '../platform/config.ts';
import { conflictOf } from './area-conflicts.ts';
import { readDivisions, refusedLine, type Division } from './area-lines.ts';
import { changesOf, type Known, type Told } from './area-list.ts';

interface Kept {
  readonly code: string;
  readonly unitId: string;
}

/** Reads `<area code> <unit id>`, or nothing. Throws `ConfigError` saying what is wanted. */
export function readKept(rest: readonly string[]): Kept | null {
  const [code, unitId, ...more] = rest;
  if (code === undefined) return null;
  const usage =
    '用法 usage: npm run areas [-- <6 位代码 code of 6 digits> <unit id>]。 Without arguments the divisions are loaded.';
  if (unitId === undefined || more.length > 0 || readAreaCode(code) === null) throw new ConfigError([usage]);
  try {
    return { code, unitId: parseId('unit', unitId) };
  } catch (error) {
    if (error instanceof BadInputError) throw new ConfigError([`${error.text.zh} ${error.text.en}`, usage]);
    throw error;
  }
}

const KNOWN = `
select id, code, listed_name as "listedName", level, lower(valid)::text as since, upper(valid)::text as until
from directory.area where scheme = 'STATISTICS' and code = any($1::text[])`;

const MAKE = `
insert into directory.area (id, scheme, code, name, listed_name, level, parent_id, valid)
select id, 'STATISTICS', code, name, name, level, "parentId", daterange(since, until)
from json_to_recordset($1::json) as d(id uuid, code text, name text, level text, "parentId" uuid, since date, until date, n integer)
order by n`;

const END = `
update directory.area set valid = daterange(lower(valid), $2::date), version = version + 1 where id = $1::uuid`;

/** One that the list knew by no name yet keeps its own. */
const NAME = `
update directory.area set name = case when listed_name is null then name else $2 end, listed_name = $2,
  version = version + (listed_name is not null)::integer where id = $1::uuid`;

/** Unless something of before that day is on record of it. */
const BEGIN = `
update directory.area a set valid = daterange($2::date, upper(a.valid)), version = version + 1 where a.id = $1::uuid
  and not exists (select from directory.area c where c.parent_id = a.id and (lower_inf(c.valid) or lower(c.valid) < $2::date))
  and not exists (select from directory.area_succession s where s.to_id = a.id and s.day < $2::date)
  and not exists (select from directory.relation r where r.object_area_id = a.id and lower(r.valid) < $2::date::timestamp at time zone 'Asia/Shanghai')
  and not exists (select from directory.area_statistic s where s.area_id = a.id and s.as_of < $2::date)`;

const FOLLOW = `
insert into directory.area_succession (from_id, to_id, day, kind) select $1::uuid, $2::uuid, $3::date, $4
where not exists (select from directory.area_succession f where f.from_id = $1::uuid and f.to_id = $2::uuid)`;

const KEEP = `
update directory.area set keeper_unit_id = u.id, version = area.version + 1 from directory.unit u
where area.scheme = 'STATISTICS' and area.code = $1 and upper_inf(area.valid) and u.id = $2::uuid returning area.name`;

/**
 * Loads the divisions, all or none, once however often it is called; or gives one to a unit. Returns what was done, in words.
 * Throws `ConfigError` naming a line that does not go with what is there.
 */
export async function loadAreas(
  database: Database,
  kept: Kept | null = null,
  divisions: readonly Division[] = readDivisions(),
): Promise<string> {
  return withOwner(database, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      "select to_regclass('directory.area') is not null as there",
    );
    if (rows[0]?.there !== true) {
      throw new DatabaseError(
        '数据库尚未升级，请先运行 npm run migrate。 The database is not up to date: npm run migrate first.',
      );
    }
    if (kept !== null) return give(client, kept);
    await client.query('begin');
    try {
      await client.query('select pg_advisory_xact_lock($1)', [LOADING]);
      const changed = await apply(client, divisions);
      await client.query('commit');
      return `行政区划 ${divisions.length} 个，更新 ${changed} 个。 ${divisions.length} divisions, ${changed} new or changed.`;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  });
}

type Client = Parameters<Parameters<typeof withOwner>[1]>[0];

async function give(client: Client, { code, unitId }: Kept): Promise<string> {
  const { rows } = await client.query<{ name: string }>(KEEP, [code, unitId]);
  const [area] = rows;
  if (area === undefined) {
    throw new ConfigError([
      `没有区划 ${code}，或没有该单位；请先运行 npm run reference。 There is no division ${code}, or no such unit: npm run reference first.`,
    ]);
  }
  return `${area.name}（${code}）由该单位管理。 The unit looks after ${area.name} now.`;
}

/** Writes what the list changes; says how much that is. */
async function apply(client: Client, divisions: readonly Division[]): Promise<number> {
  const { rows } = await client.query<Known>(KNOWN, [divisions.map(({ code }) => code)]);
  const { ended, made, named, begun, followed } = changesOf(divisions, rows);
  let changed = 0;
  const write = async ({ division }: Told<unknown>, text: string, ...values: unknown[]): Promise<void> => {
    changed += await written(client, division, text, values);
  };
  for (const one of ended) await write(one, END, one.row.id, one.division.until);
  changed += await make(client, made);
  for (const one of named) await write(one, NAME, one.row.id, one.division.name);
  for (const one of begun) await write(one, BEGIN, one.row.id, one.row.since);
  for (const one of followed) await write(one, FOLLOW, one.row.from, one.row.to, one.division.until, one.division.how);
  return changed;
}

/** How many rows. Throws `ConfigError` naming the line where the database refuses it. */
async function written(client: Client, division: Division, text: string, values: unknown[]): Promise<number> {
  try {
    return (await client.query(text, values)).rowCount ?? 0;
  } catch (error) {
    const why = conflictOf(error);
    throw why === null ? error : refusedLine(division, why);
  }
}

/** All at once, those of a higher level first: each lies in one that is there. Where that is refused one by one, to name the line. */
async function make(client: Client, made: readonly Told<object>[]): Promise<number> {
  await client.query('savepoint made');
  try {
    await client.query(MAKE, [JSON.stringify(made.map(({ row }, n) => ({ ...row, n })))]);
  } catch (error) {
    if (conflictOf(error) === null) throw error;
    await client.query('rollback to savepoint made');
    for (const { division, row } of made) await written(client, division, MAKE, [JSON.stringify([row])]);
  }
  return made.length;
}

const LOADING = 0x61_72_65_61;
