/** Rows of a sheet beside the units that are there: what each comes to. The same question when it is checked and when it is written. */
import type { Ask } from '../../../../data/imports/ask.ts';
import { judge, type Likeness, type Verdict } from '../../../../domain/directory/unit-import.ts';
import type { ReadUnit } from '../../../../domain/directory/unit-row.ts';

export interface RowToJudge {
  readonly no: number;
  readonly unit: ReadUnit;
}

interface Found extends Likeness {
  readonly no: number;
}

/** Of many units that are called so those that are likeliest, which is what a row is judged by. */
const LIKE = `
with r as (
  select r.no, r.name, r.kind, r.identifiers, directory.name_key(r.name) as key, directory.fold(r.name) as folded
  from json_to_recordset($1::json) as r(no integer, name text, kind text, identifiers json)
), n as (
  select r.no, i.scheme, i.value from r, json_to_recordset(r.identifiers) as i(scheme text, value text)
), like_it as (
  select n.no, x.unit_id, 'NUMBER' as by, bool_or(x.is_personal) as is_personal
  from n join directory.unit_identifier x on x.value = n.value and x.scheme = n.scheme and x.state <> 'REMOVED'
  group by n.no, x.unit_id
  union all
  select r.no, u.id, 'NAME', false from r, lateral (
    select u.id from directory.unit u where directory.name_keys(u.name, u.short_name, u.former_names) && array[r.key]
    order by r.folded = any(array(select directory.fold(w) from unnest(array[u.name, u.short_name] || u.former_names) w)) desc,
      u.kind = r.kind desc, coalesce(u.registered_by_unit = $2::uuid, false) or exists (select from directory.membership m
        where m.alliance_id = $3::uuid and m.unit_id = u.id and m.state in ('ACTIVE', 'SUSPENDED')) desc, u.id
    limit 3) u
)
select l.no, l.unit_id as "unitId", u.name, u.kind, l.by, l.is_personal as "isPersonal",
  r.folded = any(array(select directory.fold(w) from unnest(array[u.name, u.short_name] || u.former_names) w)) as "isSameName",
  r.key = any(directory.name_keys(u.name, u.short_name, u.former_names)) as "isCloseName",
  not exists (select from n where n.no = l.no and not exists (select from directory.unit_identifier x
    where x.unit_id = u.id and x.scheme = n.scheme and x.value = n.value and x.state <> 'REMOVED')) as "hasAllNumbers",
  exists (select from n join directory.unit_identifier x on x.unit_id = u.id and x.scheme = n.scheme and x.state <> 'REMOVED'
    where n.no = l.no and x.value <> n.value) as "hasOtherNumber",
  coalesce(u.registered_by_unit = $2::uuid, false) as "isOwn",
  exists (select from directory.membership m where m.alliance_id = $3::uuid and m.unit_id = u.id and m.state in ('ACTIVE', 'SUSPENDED')) as "isMember",
  not exists (select from directory.post p where p.unit_id = u.id) as "isNobodys"
from like_it l join r on r.no = l.no join directory.unit u on u.id = l.unit_id
order by l.no, l.by desc, u.id`;

const asJson = (rows: readonly RowToJudge[]): string =>
  JSON.stringify(rows.map(({ no, unit: { name, kind, identifiers } }) => ({ no, name, kind, identifiers })));

/** For whom rows are judged. */
export interface Importer {
  readonly unitId: string;
  readonly allianceId: string | null;
}

/** By row, the units that are there and may be its own. */
export async function likenessesOf(
  ask: Ask,
  { unitId, allianceId }: Importer,
  rows: readonly RowToJudge[],
): Promise<ReadonlyMap<number, readonly Likeness[]>> {
  if (rows.length === 0) return new Map();
  return Map.groupBy(await ask<Found>(LIKE, [asJson(rows), unitId, allianceId]), ({ no }) => no);
}

/** By row, what it comes to for the unit that imports. */
export async function verdictsOn(
  ask: Ask,
  importer: Importer,
  rows: readonly RowToJudge[],
): Promise<ReadonlyMap<number, Verdict>> {
  const found = await likenessesOf(ask, importer, rows);
  return new Map(rows.map(({ no, unit }) => [no, judge(unit, found.get(no) ?? [])]));
}

/** By row, its name as names are held against each other. */
export async function nameKeysOf(ask: Ask, rows: readonly RowToJudge[]): Promise<ReadonlyMap<number, string>> {
  const keys = await ask<{ no: number; key: string }>(
    'select r.no, directory.name_key(r.name) as key from json_to_recordset($1::json) as r(no integer, name text)',
    [asJson(rows)],
  );
  return new Map(keys.map(({ no, key }) => [no, key]));
}
