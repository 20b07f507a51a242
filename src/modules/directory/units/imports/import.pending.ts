import { importMachine } from '../../../../domain/directory/unit-import.ts';
import { FILE_DAYS } from '../../../../domain/file.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { all, both, sql, whole } from '../../../../read/sql.ts';

const CHECKED = whileIn(importMachine, 'CHECKED');

/** Sheets that are checked, to be written or not: for coordinators of the alliance who act for the unit that imports. */
export const checkedImports: PendingSource = {
  kind: 'UNIT_IMPORT',
  verb: 'CONFIRM',
  waitsFor: 'COORDINATOR',
  states: CHECKED,
  acts: ['confirmUnitImport', 'cancelUnitImport'],
  isProtected: true,
  waits: (scope) => ({
    from: sql`directory.import_job j`,
    where: both(
      scope.coordinates(sql`j.alliance_id`),
      all([isWaiting(CHECKED, sql`j.state`), scope.isUnit(sql`j.unit_id`)]),
    ),
    id: sql`j.id`,
    since: sql`coalesce(j.checked_at, j.created_at)`,
    // It is cancelled when what stood in the sheet is kept no longer.
    dueAt: sql`j.checked_at + make_interval(days => ${whole(FILE_DAYS.usual)})`,
    allianceId: sql`j.alliance_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(
      scope,
      sql`'确认单位导入：已读取 ' || j.rows_read || ' 行'`,
      sql`'Confirm the import of units: ' || j.rows_read || ' rows read'`,
    )} from directory.import_job j where j.id = ${id})`,
};
