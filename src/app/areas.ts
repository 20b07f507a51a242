/** `npm run areas`: the divisions that are shipped as data, and which unit looks after one of them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DatabaseError } from '../data/connect-failures.ts';
import type { Database } from '../data/database.ts';
import { withOwner } from '../data/open.ts';
import { ancestorsByPrefix, areaLevels, readAreaCode, type AreaLevel } from '../domain/directory/area-code.ts';
import { BadInputError } from '../domain/errors.ts';
import { parseId } from '../domain/ids.ts';
import { ConfigError } from '../platform/config.ts';
import { readTable } from './reference-table.ts';

const FILE = fileURLToPath(new URL('../../data/areas/divisions.csv', import.meta.url));

interface Division {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  /** The nearest code above it that the list has. */
  readonly parent: string | null;
  readonly until: string | null;
  readonly successor: string | null;
  readonly how: string | null;
}

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
      return { code, name, level: read.level, parent, ...ended };
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

/** Of the same code and end always the same id: loaded again, nothing changes but names. */
const LOAD = `
with given as (
  select *, md5('area STATISTICS ' || code || coalesce(' ' || until, ''))::uuid as id
  from json_to_recordset($1::json) as d(code text, name text, level text, parent text, until date, place integer)
),
ready as (
  select g.id, g.code, g.name, g.level, g.place, daterange(null, g.until) as valid, md5('area STATISTICS ' || g.parent)::uuid as parent_id from given g
)
insert into directory.area (id, scheme, code, name, level, parent_id, valid)
select id, 'STATISTICS', code, name, level, parent_id, valid from ready order by place
on conflict (id) do update set name = excluded.name, version = area.version + 1 where area.name <> excluded.name
returning id`;

const FOLLOW = `
insert into directory.area_succession (from_id, to_id, day, kind)
select md5('area STATISTICS ' || code || ' ' || until)::uuid, md5('area STATISTICS ' || successor)::uuid, until, how
from json_to_recordset($1::json) as s(code text, until date, successor text, how text)
where successor is not null and not exists (
  select from directory.area_succession f where f.from_id = md5('area STATISTICS ' || s.code || ' ' || s.until)::uuid)`;

const KEEP = `
update directory.area set keeper_unit_id = u.id, version = area.version + 1 from directory.unit u
where area.scheme = 'STATISTICS' and area.code = $1 and upper_inf(area.valid) and u.id = $2::uuid returning area.name`;

/** Loads the divisions, once however often it is called, or gives one to a unit. Returns what was done, in words. */
export async function loadAreas(database: Database, kept: Kept | null = null): Promise<string> {
  const divisions = readDivisions().map((division, place) => ({ ...division, place }));
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
      // Those of a higher level first: each lies in one that is there.
      let changed = 0;
      for (const level of areaLevels) {
        const given = JSON.stringify(divisions.filter((division) => division.level === level));
        changed += (await client.query(LOAD, [given])).rowCount ?? 0;
      }
      await client.query(FOLLOW, [JSON.stringify(divisions)]);
      await client.query('commit');
      return `行政区划 ${divisions.length} 个，更新 ${changed} 个。 ${divisions.length} divisions, ${changed} new or renamed.`;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  });
}

const LOADING = 0x61_72_65_61;
