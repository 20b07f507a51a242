/** An import is checked: every row is read, judged beside the units that are there and beside the rows above it. */
import { readRows } from '../../../../data/sheets/sheets.ts';
import type { Verdict } from '../../../../domain/directory/unit-import.ts';
import { numbersOf, readUnit, type ReadRow } from '../../../../domain/directory/unit-row.ts';
import { readHeader, type Header } from '../../../../domain/directory/unit-sheet.ts';
import { BadSheetError, type SheetRow } from '../../../../domain/sheet.ts';
import { issueOf, issueOfRow, tell, type Issue } from './issues.service.ts';
import { nameKeysOf, verdictsOn, type Ask, type Importer, type RowToJudge } from './judge.service.ts';

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
export async function checkSheet(
  ask: Ask,
  job: JobToCheck,
  file: { readonly bytes: Uint8Array; readonly mediaType: string },
  isOver: () => Promise<boolean>,
): Promise<string | null> {
  const seen: Seen = { numbers: new Map(), names: new Map() };
  let header: Header | null = null;
  let name = '';
  for await (const { sheet, rows } of readRows(file.bytes, file.mediaType)) {
    name = sheet;
    const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''));
    const [first, ...rest] = filled;
    const body: readonly SheetRow[] = header === null ? rest : filled;
    if (header === null && first !== undefined) header = readHeader(first.cells);
    if (header === null) continue;
    const known: Header = header;
    await keepPage(
      ask,
      job,
      body.map(({ no, cells }) => ({ no, ...readUnit(known, cells) })),
      seen,
    );
    if (await isOver()) return null;
  }
  if (header !== null) return name;
  throw new BadSheetError(
    '表格是空的，请使用模板（/files/units-template.xlsx）。',
    'The sheet is empty: take the template (/files/units-template.xlsx).',
  );
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
