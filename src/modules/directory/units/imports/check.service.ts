/** An import is checked: every row is read, judged beside the units that are there and beside the rows above it. */
import type { Ask } from '../../../../data/imports/ask.ts';
import { tell, type Issue } from '../../../../data/imports/issues.ts';
import { readPages, type SheetFile } from '../../../../data/imports/read-pages.ts';
import type { Verdict } from '../../../../domain/directory/unit-import.ts';
import { numbersOf, readUnit, type ReadRow } from '../../../../domain/directory/unit-row.ts';
import { unitColumns, UNITS_TEMPLATE, type UnitColumn } from '../../../../domain/directory/unit-sheet.ts';
import { readHeader } from '../../../../domain/sheet-columns.ts';
import { issueOf, issueOfRow, unitIssues } from './issues.service.ts';
import { nameKeysOf, verdictsOn, type Importer, type RowToJudge } from './judge.service.ts';

interface JobToCheck extends Importer {
  readonly id: string;
}

interface Checked extends ReadRow {
  readonly no: number;
}

/** Rows above, by their numbers and by the keys of their names. */
interface Seen {
  readonly numbers: Map<string, number>;
  readonly names: Map<string, number>;
}

/**
 * Reads the sheet page by page and keeps its rows with what each comes to; the name of the sheet. Done again after it broke
 * off, it keeps nothing twice. Throws `BadSheetError`. `isOver` is asked between pages, and ends it: null.
 */
export function checkUnits(
  ask: Ask,
  job: JobToCheck,
  file: SheetFile,
  isOver: () => Promise<boolean>,
): Promise<string | null> {
  const seen: Seen = { numbers: new Map(), names: new Map() };
  return readPages(file, {
    header: (cells) => readHeader<UnitColumn>(unitColumns, UNITS_TEMPLATE, cells),
    template: UNITS_TEMPLATE,
    isOver,
    keep: (header, rows) =>
      keepPage(
        ask,
        job,
        rows.map(({ no, cells }) => ({ no, ...readUnit(header, cells) })),
        seen,
      ),
  });
}

async function keepPage(ask: Ask, job: JobToCheck, rows: readonly Checked[], seen: Seen): Promise<void> {
  const good = rows.flatMap(({ no, unit }): RowToJudge[] => (unit === null ? [] : [{ no, unit }]));
  const [verdicts, keys] = await Promise.all([verdictsOn(ask, job, good), nameKeysOf(ask, good)]);
  const kept = rows.map(({ no, cells, unit, issues }) => {
    const own = issues.map((issue): Issue => ({ row: no, ...issue }));
    if (unit === null) return { no, cells, unit, state: 'FAILED', unitId: null, issues: own };
    const verdict = verdicts.get(no) ?? { kind: 'NEW' };
    const above = rowAbove(seen, { no, unit }, verdict.kind === 'NEW' ? (keys.get(no) ?? '') : null);
    const told = above ?? issueOf(no, verdict);
    const state = above === null ? stateOf(verdict) : 'DUPLICATE';
    const unitId = verdict.kind === 'UNCHANGED' ? verdict.unitId : null;
    return { no, cells, unit, state, unitId, issues: told === null ? [] : [told] };
  });
  await ask(KEEP, [job.id, JSON.stringify(kept)]);
  await tell(
    ask,
    unitIssues,
    job.id,
    kept.flatMap(({ issues }) => issues),
  );
}

const stateOf = (verdict: Verdict): string => (verdict.kind === 'NEW' ? 'READ' : verdict.kind);

/**
 * A row above with one of its numbers, or called like it: the first of them stays, and this one waits to be confirmed. Whatever
 * comes of it, its numbers are seen; the key of its name where there is one.
 */
function rowAbove({ numbers, names }: Seen, { no, unit }: RowToJudge, key: string | null): Issue | null {
  const own = numbersOf(unit);
  const byNumber = own.map((number) => numbers.get(number)).find((row) => row !== undefined);
  for (const number of own) if (!numbers.has(number)) numbers.set(number, no);
  if (key === null) return null;
  const byName = names.get(key);
  if (byName === undefined) names.set(key, no);
  const otherRow = byNumber ?? byName;
  return otherRow === undefined ? null : issueOfRow(no, otherRow, byNumber === undefined ? 'SAME_NAME' : 'SAME_NUMBER');
}

const KEEP = `
insert into directory.import_row (job_id, no, cells, unit, state, unit_id)
select $1::uuid, r.no, r.cells, r.unit, r.state, r."unitId"
from json_to_recordset($2::json) as r(no integer, cells text[], unit jsonb, state text, "unitId" uuid)
on conflict do nothing`;
