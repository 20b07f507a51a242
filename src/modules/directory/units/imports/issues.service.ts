/** What is told of rows: kept beside them, once, however often it is told. */
import { createHash } from 'node:crypto';
import { duplicateMessage, type DuplicateCode, type Verdict } from '../../../../domain/directory/unit-import.ts';
import type { Bilingual } from '../../../../domain/errors.ts';
import { globalId } from '../../../../domain/ids.ts';
import type { Ask } from './judge.service.ts';

export interface Issue {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: string;
  readonly message: Bilingual;
  readonly unitId?: string;
  readonly otherRow?: number;
}

/** What a verdict on a row is to people; null where there is nothing to say. */
export function issueOf(row: number, verdict: Verdict): Issue | null {
  const place = { row, column: null, value: null };
  if (verdict.kind === 'FAILED') return { ...place, code: verdict.code, message: verdict.message };
  if (verdict.kind !== 'DUPLICATE') return null;
  const { code, of } = verdict;
  const spelled = globalId('unit', of.unitId);
  const message = duplicateMessage(code, { zh: `“${of.name}”（${spelled}）`, en: `"${of.name}" (${spelled})` });
  return { ...place, code, message, unitId: of.unitId };
}

/** That a row may be the same as one above. */
export function issueOfRow(row: number, otherRow: number, code: DuplicateCode): Issue {
  const message = duplicateMessage(code, { zh: `第 ${otherRow} 行`, en: `row ${otherRow}` });
  return { row, column: null, value: null, code, message, otherRow };
}

/** What is told while it is written stands beside what was told when it was checked. */
export const WHILE_WRITTEN = 100;

export async function tell(ask: Ask, jobId: string, issues: readonly Issue[], place = 0): Promise<void> {
  if (issues.length === 0) return;
  const counts = new Map<number, number>();
  const told = issues.map(({ message: { zh, en }, ...issue }) => {
    const before = counts.get(issue.row) ?? 0;
    counts.set(issue.row, before + 1);
    return { ...issue, zh, en, id: idOf(jobId, issue.row, place + before) };
  });
  await ask(TELL, [jobId, JSON.stringify(told)]);
}

/** The same for the same place. */
function idOf(jobId: string, row: number, place: number): string {
  const hex = createHash('sha256').update(`${jobId} ${row} ${place}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const TELL = `
insert into directory.import_issue (id, job_id, row_no, column_name, value, code, message_zh, message_en, unit_id, other_row)
select i.id, $1::uuid, i.row, i."column", i.value, i.code, i.zh, i.en, i."unitId", i."otherRow"
from json_to_recordset($2::json) as i(id uuid, row integer, "column" text, value text, code text, zh text, en text, "unitId" uuid, "otherRow" integer)
on conflict do nothing`;
