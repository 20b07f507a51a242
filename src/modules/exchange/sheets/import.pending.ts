import { listingImportMachine } from '../../../domain/exchange/listing-import.ts';
import { FILE_DAYS } from '../../../domain/file.ts';
import { whileIn } from '../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../read/pending.ts';
import { all, sql, whole } from '../../../read/sql.ts';

const CHECKED = whileIn(listingImportMachine, 'CHECKED');

/** Sheets of resources, offers or needs that are checked, to be written or not: for the unit that imports. */
export const checkedListingImports: PendingSource = {
  kind: 'LISTING_IMPORT',
  verb: 'CONFIRM',
  waitsFor: 'UNIT',
  states: CHECKED,
  acts: ['confirmListingImport', 'cancelListingImport'],
  isProtected: true,
  waits: (scope) => ({
    from: sql`exchange.import_job j`,
    where: all([
      isWaiting(CHECKED, sql`j.state`),
      scope.isUnit(sql`j.unit_id`),
      sql`(j.alliance_id is null or ${scope.fitsHat(sql`j.alliance_id`)})`,
    ]),
    id: sql`j.id`,
    since: sql`coalesce(j.checked_at, j.created_at)`,
    // It is cancelled when what stood in the sheet is kept no longer.
    dueAt: sql`j.checked_at + make_interval(days => ${whole(FILE_DAYS.usual)})`,
    allianceId: sql`j.alliance_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(
      scope,
      sql`'确认导入：已读取 ' || j.rows_read || ' 行'`,
      sql`'Confirm the import: ' || j.rows_read || ' rows read'`,
    )} from exchange.import_job j where j.id = ${id})`,
};
