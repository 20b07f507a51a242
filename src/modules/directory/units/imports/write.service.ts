/** An import is written: one chunk, one act in the name of whoever asked for it. What came first is judged anew. */
import type { Act } from '../../../../data/act.ts';
import type { Ask } from '../../../../data/imports/ask.ts';
import { tell, WHILE_WRITTEN, type Issue } from '../../../../data/imports/issues.ts';
import { mayComplete, type Likeness } from '../../../../domain/directory/unit-import.ts';
import { numbersOf, type ReadUnit } from '../../../../domain/directory/unit-row.ts';
import { addNumbers, holdRegister, mayRegister, registered } from '../unit/register.service.ts';
import { issueOf, issueOfRow, unitIssues } from './issues.service.ts';
import { likenessesOf, verdictsOn, type RowToJudge } from './judge.service.ts';

const CHUNK = 500;

interface Row extends RowToJudge {
  readonly state: 'READ' | 'DUPLICATE';
}

interface Job {
  readonly state: string;
  readonly writtenTo: number;
  readonly duplicates: 'SKIP' | 'MERGE';
  readonly separateRows: readonly number[];
}

/** What came of a row. */
interface Outcome {
  readonly no: number;
  readonly state: 'WRITTEN' | 'UNCHANGED' | 'MERGED' | 'DUPLICATE' | 'FAILED';
  readonly unitId: string | null;
}

/** The next rows; whether there may be more. Nothing is done where the import was cancelled meanwhile. */
export async function writeChunk(act: Act, jobId: string): Promise<boolean> {
  await mayRegister(act);
  const ask: Ask = (text, values) => act.run(text, values);
  // In this order always: who cancels waits for the chunk.
  const [job] = await ask<Job>(LOCK, [jobId]);
  if (job?.state !== 'WRITING') return false;
  await holdRegister(act);
  const rows = await ask<Row>(NEXT, [jobId, job.writtenTo, CHUNK]);
  const last = rows.at(-1);
  if (last === undefined) return false;
  const separate = new Set(job.separateRows);
  const isNew = ({ no, state }: Row): boolean => state === 'READ' || separate.has(no);
  const { outcomes, issues } = await writeNew(act, ask, rows.filter(isNew), separate);
  await ask(JUDGED, [jobId, JSON.stringify(outcomes)]);
  await tell(ask, unitIssues, jobId, issues, WHILE_WRITTEN);
  if (job.duplicates === 'MERGE') {
    // What people have seen, and said to be that unit.
    const over = new Set(outcomes.filter(({ state }) => state !== 'DUPLICATE').map(({ no }) => no));
    await merge(
      act,
      ask,
      jobId,
      rows.filter(({ no, state }) => state === 'DUPLICATE' && !over.has(no) && !separate.has(no)),
    );
  }
  await ask(WRITTEN_TO, [jobId, last.no]);
  return rows.length === CHUNK;
}

interface Made {
  readonly outcomes: Outcome[];
  readonly issues: readonly Issue[];
}

/** Registers what is not there; somebody else may have registered it since it was checked. */
async function writeNew(act: Act, ask: Ask, rows: readonly Row[], separate: ReadonlySet<number>): Promise<Made> {
  const importer = { unitId: act.unit, allianceId: await act.alliance() };
  const verdicts = await verdictsOn(ask, importer, rows);
  const made: Row[] = [];
  const outcomes: Outcome[] = [];
  const issues: Issue[] = [];
  // Two rows that are units of their own do not have one number.
  const taken = new Map<string, number>();
  for (const row of rows) {
    const verdict = verdicts.get(row.no);
    // That it is called like another is no obstacle where it was said that it is another.
    const isApart = separate.has(row.no) && verdict?.kind === 'DUPLICATE' && verdict.code !== 'SAME_NUMBER';
    if (verdict === undefined) continue;
    if (verdict.kind === 'NEW' || isApart) {
      const numbers = numbersOf(row.unit);
      const otherRow = numbers.map((number) => taken.get(number)).find((no) => no !== undefined);
      if (otherRow === undefined) {
        made.push(row);
        for (const number of numbers) taken.set(number, row.no);
      } else {
        outcomes.push({ no: row.no, state: 'DUPLICATE', unitId: null });
        issues.push(issueOfRow(row.no, otherRow, 'SAME_NUMBER'));
      }
      continue;
    }
    outcomes.push({ no: row.no, state: verdict.kind, unitId: verdict.kind === 'UNCHANGED' ? verdict.unitId : null });
    const issue = row.state === 'READ' ? issueOf(row.no, verdict) : null;
    if (issue !== null) issues.push(issue);
  }
  if (made.length === 0) return { outcomes, issues };
  const ids = await registered(
    act,
    made.map(({ unit }) => unit),
  );
  outcomes.push(...made.map(({ no }, i): Outcome => ({ no, state: 'WRITTEN', unitId: ids[i] ?? null })));
  return { outcomes, issues };
}

interface Told {
  readonly no: number;
  readonly unitId: string | null;
  readonly otherRow: number | null;
}

/** Adds to the units that people were told of what the rows say beyond. Nobody comes to act for one of them meanwhile. */
async function merge(act: Act, ask: Ask, jobId: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const told = new Map((await ask<Told>(TOLD, [jobId, rows.map(({ no }) => no)])).map((one) => [one.no, one]));
  await ask(HOLD, [[...told.values()].flatMap(({ unitId }) => unitId ?? [])]);
  const importer = { unitId: act.unit, allianceId: await act.alliance() };
  const before = await likenessesOf(ask, importer, rows);
  // What a row added, to which unit: the rows after it are judged anew where it concerns them.
  const touched = new Set<string>();
  const merged = new Map<number, string>();
  for (const row of rows) {
    const { unitId: given = null, otherRow = null } = told.get(row.no) ?? {};
    // One may lead to the next.
    const unitId = given ?? merged.get(otherRow ?? 0);
    if (unitId === undefined) continue;
    const isTouched = touched.has(unitId) || numbersOf(row.unit).some((number) => touched.has(number));
    const found = (isTouched ? await likenessesOf(ask, importer, [row]) : before).get(row.no) ?? [];
    const like = found.find((one) => one.unitId === unitId);
    // A number that stands under another unit by now.
    const isAnothers = found.some((one) => one.by === 'NUMBER' && one.unitId !== unitId);
    if (like === undefined || isAnothers) continue;
    const isThere = like.isSameName && like.hasAllNumbers;
    if (!isThere && !mayComplete(like)) continue;
    if (!isThere) {
      if (!(await complete(act, ask, row.unit, like))) continue;
      for (const one of [unitId, ...numbersOf(row.unit)]) touched.add(one);
    }
    merged.set(row.no, unitId);
  }
  const outcomes = [...merged].map(([no, unitId]): Outcome => ({ no, state: 'MERGED', unitId }));
  await ask(JUDGED, [jobId, JSON.stringify(outcomes)]);
}

/** Whether it was: not where somebody acts for the unit. */
async function complete(act: Act, ask: Ask, unit: ReadUnit, { unitId }: Likeness): Promise<boolean> {
  const [named] = await ask<{ version: number }>(ADD_NAMES, [unitId, [unit.name, ...unit.formerNames]]);
  if (named === undefined) return false;
  const numbers = unit.identifiers.map((identifier) => ({ ...identifier, unitId }));
  const missing = await ask<{ value: string }>(MISSING, [unitId, JSON.stringify(numbers)]);
  const lacks = new Set(missing.map(({ value }) => value));
  await addNumbers(
    act,
    numbers.filter(({ value }) => lacks.has(value)),
  );
  act.record('unit:completed', 'unit', { id: unitId, version: named.version }, { allianceId: await act.alliance() });
  return true;
}

const LOCK = `
select state, written_to as "writtenTo", duplicates, to_json(separate_rows) as "separateRows"
from directory.import_job where id = $1 for update`;

const NEXT = `
select no, state, unit from directory.import_row
where job_id = $1 and no > $2 and state in ('READ', 'DUPLICATE') order by no limit $3`;

/** The units that rows may be, as people were told; that of the row above, where it was that. */
const TOLD = `
select distinct on (i.row_no) i.row_no as no, coalesce(i.unit_id, o.unit_id) as "unitId", i.other_row as "otherRow" from directory.import_issue i
left join directory.import_row o on o.job_id = i.job_id and o.no = i.other_row
where i.job_id = $1 and i.row_no = any($2::integer[]) order by i.row_no, i.id`;

/** A post is given under a share of the unit's row. */
const HOLD = 'select from directory.unit where id = any($1::uuid[]) order by id for update';

const JUDGED = `
update directory.import_row r set state = o.state, unit_id = o."unitId"
from json_to_recordset($2::json) as o(no integer, state text, "unitId" uuid)
where r.job_id = $1::uuid and r.no = o.no`;

const WRITTEN_TO = 'update directory.import_job set written_to = $2, attempts = 0 where id = $1';

/** Names that it has not yet, and no more names where it has them. */
const ADD_NAMES = `
update directory.unit u set version = u.version + 1,
  former_names = u.former_names || array(select distinct w from unnest($2::text[]) w where w <> all(array[u.name, u.short_name] || u.former_names))
where u.id = $1 and not exists (select from directory.post p where p.unit_id = u.id) returning u.version`;

const MISSING = `
select n.value from json_to_recordset($2::json) as n(scheme text, value text)
where not exists (select from directory.unit_identifier x
  where x.unit_id = $1 and x.scheme = n.scheme and x.value = n.value and x.state <> 'REMOVED')`;
