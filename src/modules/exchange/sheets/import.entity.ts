import { defineEntity, p } from '@mikro-orm/core';
import type { ListingKind } from '../../../domain/exchange/listing-import.ts';
import type { ImportState } from '../../../domain/import.ts';

/** An import of resources, offers or needs from a sheet. Under row-level security, as all of it; what is counted, triggers count. */
export const ListingImportSchema = defineEntity({
  name: 'ListingImport',
  schema: 'exchange',
  tableName: 'import_job',
  properties: {
    id: p.uuid().primary(),
    kind: p.text().$type<ListingKind>(),
    unitId: p.uuid(),
    allianceId: p.uuid().nullable(),
    personId: p.uuid(),
    credential: p.uuid().nullable(),
    fileId: p.uuid(),
    isDry: p.boolean(),
    state: p.text().$type<ImportState>(),
    sheet: p.text().nullable(),
    writtenTo: p.integer().defaultRaw('0'),
    attempts: p.integer().defaultRaw('0'),
    failureZh: p.text().nullable(),
    failureEn: p.text().nullable(),
    correctedFileId: p.uuid().nullable(),
    isEmptied: p.boolean().defaultRaw('false'),
    rowsRead: p.integer().defaultRaw('0'),
    rowsFailed: p.integer().defaultRaw('0'),
    rowsDifferent: p.integer().defaultRaw('0'),
    rowsUnchanged: p.integer().defaultRaw('0'),
    rowsWritten: p.integer().defaultRaw('0'),
    createdAt: p.datetime(3),
    checkedAt: p.datetime(3).nullable(),
    finishedAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class ListingImport extends ListingImportSchema.class {}
ListingImportSchema.setClass(ListingImport);

/** What is wrong with a cell or a row. */
export const ListingImportIssueSchema = defineEntity({
  name: 'ListingImportIssue',
  schema: 'exchange',
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
    listingId: p.uuid().nullable(),
    otherRow: p.integer().nullable(),
  },
});
export class ListingImportIssue extends ListingImportIssueSchema.class {}
ListingImportIssueSchema.setClass(ListingImportIssue);
