/** `npm run areas`: the divisions that are shipped as data, and which unit looks after one of them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DatabaseError } from '../data/connect-failures.ts';
import type { Database } from '../data/database.ts';
import { withOwner } from '../data/open.ts';
import { ancestorsByPrefix, areaLevels, readAreaCode } from '../domain/directory/area-code.ts';
import { BadInputError } from '../domain/errors.ts';
import { parseId } from '../domain/ids.ts';
import { ConfigError } from '../platform/config.ts';
import { readTable } from './reference-table.ts';
import { changesOf, DivisionConflictError, type Division, type Known } from './area-list.ts';

const FILE = fileURLToPath(new URL('../../data/areas/divisions.csv', import.meta.url));

/** The lines of the list, the highest level first. Throws where a line is none. */
export function readDivisions(text: string = readFileSync(FILE, 'utf8')): Division[] {
  const columns = ['code', 'name', 'until', 'successor', 'how'] as const;
  const rows = readTable('data/areas/divisions.csv', text, columns);
  const codes = new Set(rows.filter(({ until }) => until === '').map(({ code }) => code));
  return rows
    .map(({ code, name, until, successor, how }, i) => {
      const read = readAreaCode(code);
      if (read === null || name === '')
        throw new Error(`data/areas/divisions.csv, line ${i + 2}: "${code},${name}" is no division`);
      const parent = ancestorsByPrefix(read).find((above) => codes.has(above)) ?? null;
      const ended = { until: until || null, successor: successor || null, how: how || null };
      return { line: i + 2, code, name, level: read.level, parent, ...ended };
    })
    .sort((a, b) => areaLevels.indexOf(a.level) - areaLevels.indexOf(b.level));
}

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
  and not exists (select from directory.area_statistic s where s.area_id = a.id and s.as_of < $2::date)`;

const FOLLOW = `
insert into directory.area_succession (from_id, to_id, day, kind) select $1::uuid, $2::uuid, $3::date, $4
where not exists (select from directory.area_succession f where f.from_id = $1::uuid)`;

const KEEP = `
update directory.area set keeper_unit_id = u.id, version = area.version + 1 from directory.unit u
where area.scheme = 'STATISTICS' and area.code = $1 and upper_inf(area.valid) and u.id = $2::uuid returning area.name`;

/**
 * Loads the divisions, once however often it is called, or gives one to a unit. Returns what was done, in words. Throws
 * `ConfigError` naming a line that does not go with what is there.
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
    if (kept !== null) {
      const given = await client.query<{ name: string }>(KEEP, [kept.code, kept.unitId]);
      const [area] = given.rows;
      if (area === undefined) {
        throw new ConfigError([
          `没有区划 ${kept.code}，或没有该单位；请先运行 npm run reference。 There is no division ${kept.code}, or no such unit: npm run reference first.`,
        ]);
      }
      return `${area.name}（${kept.code}）由该单位管理。 The unit looks after ${area.name} now.`;
    }
    await client.query('begin');
    try {
      await client.query('select pg_advisory_xact_lock($1)', [LOADING]);
      const changed = await apply(client, divisions);
      await client.query('commit');
      return `行政区划 ${divisions.length} 个，更新 ${changed} 个。 ${divisions.length} divisions, ${changed} new or changed.`;
    } catch (error) {
      await client.query('rollback');
      if (error instanceof DivisionConflictError) throw refusedLine(error.division, error.message);
      throw error;
    }
  });
}

type Client = Parameters<Parameters<typeof withOwner>[1]>[0];

/** Writes what the list changes; says how much that is. */
async function apply(client: Client, divisions: readonly Division[]): Promise<number> {
  const { rows } = await client.query<Known>(KNOWN, [divisions.map(({ code }) => code)]);
  const changes = changesOf(divisions, rows);
  let changed = changes.made.length;
  const write = async (division: Division, text: string, values: unknown[]): Promise<void> => {
    try {
      changed += (await client.query(text, values)).rowCount ?? 0;
    } catch (error) {
      throw new DivisionConflictError(division, error instanceof Error ? error.message : String(error));
    }
  };
  for (const { division, row } of changes.ended) await write(division, END, [row.id, division.until]);
  // Those of a higher level first: each lies in one that is there.
  await client.query(MAKE, [JSON.stringify(changes.made.map(({ row }, n) => ({ ...row, n })))]);
  for (const { division, row } of changes.named) await write(division, NAME, [row.id, division.name]);
  for (const { division, row } of changes.begun) await write(division, BEGIN, [row.id, row.since]);
  for (const { division, row } of changes.followed) {
    await write(division, FOLLOW, [row.from, row.to, division.until, division.how]);
  }
  return changed;
}

const refusedLine = ({ line, code, name }: Division, why: string): ConfigError =>
  new ConfigError([
    `data/areas/divisions.csv 第 ${line} 行（${code} ${name}）与已有区划不符：${why}。 Line ${line} (${code} ${name}) does not go with the areas that are there: ${why}.`,
  ]);

const LOADING = 0x61_72_65_61;
