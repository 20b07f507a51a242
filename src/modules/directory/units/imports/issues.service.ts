/** What is told of rows of units. */
import type { Issue, IssueTable } from '../../../../data/imports/issues.ts';
import { duplicateMessage, type DuplicateCode, type Verdict } from '../../../../domain/directory/unit-import.ts';
import { globalId } from '../../../../domain/ids.ts';

export const unitIssues: IssueTable = { schema: 'directory', subject: 'unit_id' };

/** What a verdict on a row is to people; null where there is nothing to say. */
export function issueOf(row: number, verdict: Verdict): Issue | null {
  const place = { row, column: null, value: null };
  if (verdict.kind === 'FAILED') return { ...place, code: verdict.code, message: verdict.message };
  if (verdict.kind !== 'DUPLICATE') return null;
  const { code, of } = verdict;
  const spelled = globalId('unit', of.unitId);
  const message = duplicateMessage(code, { zh: `“${of.name}”（${spelled}）`, en: `"${of.name}" (${spelled})` });
  return { ...place, code, message, subjectId: of.unitId };
}

/** That a row may be the same as one above. */
export function issueOfRow(row: number, otherRow: number, code: DuplicateCode): Issue {
  const message = duplicateMessage(code, { zh: `第 ${otherRow} 行`, en: `row ${otherRow}` });
  return { row, column: null, value: null, code, message, otherRow };
}
