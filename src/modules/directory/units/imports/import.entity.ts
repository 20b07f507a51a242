import { defineEntity, p } from '@mikro-orm/core';
import type { ImportState } from '../../../../domain/import.ts';

/** An import of units from a sheet. Under row-level security, as all of it; what is counted, triggers count. */
export const ImportJobSchema = defineEntity({
  name: 'ImportJob',
  schema: 'directory',
  tableName: 'import_job',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    allianceId: p.uuid(),
    personId: p.uuid(),
    credential: p.uuid().nullable(),
    fileId: p.uuid(),
    isDry: p.boolean(),
    duplicates: p.text().$type<'SKIP' | 'MERGE'>(),
    separateRows: p.array<number>((row) => Number(row)).columnType('integer[]'),
    state: p.text().$type<ImportState>(),
    sheet: p.text().nullable(),
    writtenTo: p.integer().defaultRaw('0'),
    failureZh: p.text().nullable(),
    failureEn: p.text().nullable(),
    correctedFileId: p.uuid().nullable(),
    rowsRead: p.integer().defaultRaw('0'),
    rowsFailed: p.integer().defaultRaw('0'),
    rowsDuplicate: p.integer().defaultRaw('0'),
    rowsUnchanged: p.integer().defaultRaw('0'),
    rowsWritten: p.integer().defaultRaw('0'),
    rowsMerged: p.integer().defaultRaw('0'),
    createdAt: p.datetime(3),
    checkedAt: p.datetime(3).nullable(),
    finishedAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class ImportJob extends ImportJobSchema.class {}
ImportJobSchema.setClass(ImportJob);

/** What is wrong with a cell or a row, or what it may be a duplicate of. */
export const ImportIssueSchema = defineEntity({
  name: 'ImportIssue',
  schema: 'directory',
  tableName: 'import_issue',
  properties: {
    id: p.uuid().primary(),
    jobId: p.uuid(),
    rowNo: p.integer(),
    columnName: p.text().nullable(),
    value: p.text().nullable(),
    code: p.text(),
    messageZh: p.text(),
    messageEn: p.text(),
    unitId: p.uuid().nullable(),
    otherRow: p.integer().nullable(),
  },
});
export class ImportIssue extends ImportIssueSchema.class {}
ImportIssueSchema.setClass(ImportIssue);
