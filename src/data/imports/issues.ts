/** What is told of rows of a sheet: kept beside them, once, however often it is told. */
import { createHash } from 'node:crypto';
import type { CellIssue } from '../../domain/sheet.ts';
import type { Ask } from './ask.ts';

export interface Issue extends CellIssue {
  readonly row: number;
  /** The thing, or the row above, that it may be. */
  readonly subjectId?: string;
  readonly otherRow?: number;
}

/** Where issues are kept: the schema, and the column of its table that names the thing. */
export interface IssueTable {
  readonly schema: string;
  readonly subject: string;
}

/** What is told while it is written stands beside what was told when it was checked. */
export const WHILE_WRITTEN = 100;

export async function tell(
  ask: Ask,
  table: IssueTable,
  jobId: string,
  issues: readonly Issue[],
  place = 0,
): Promise<void> {
  if (issues.length === 0) return;
  const counts = new Map<number, number>();
  const told = issues.map(({ message: { zh, en }, ...issue }) => {
    const before = counts.get(issue.row) ?? 0;
    counts.set(issue.row, before + 1);
    return { ...issue, zh, en, id: idOf(jobId, issue.row, place + before) };
  });
  await ask(tellIn(table), [jobId, JSON.stringify(told)]);
}

/** The same for the same place. */
function idOf(jobId: string, row: number, place: number): string {
  const hex = createHash('sha256').update(`${jobId} ${row} ${place}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const tellIn = ({ schema, subject }: IssueTable): string => `
insert into ${schema}.import_issue (id, job_id, row_no, column_name, value, code, message_zh, message_en, ${subject}, other_row)
select i.id, $1::uuid, i.row, i."column", i.value, i.code, i.zh, i.en, i."subjectId", i."otherRow"
from json_to_recordset($2::json) as i(id uuid, row integer, "column" text, value text, code text, zh text, en text, "subjectId" uuid, "otherRow" integer)
on conflict do nothing`;
