import type { Scope } from '../../../../read/scope.ts';
import { existsWhere, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import {
  asc,
  computed,
  id,
  inLanguage,
  many,
  maybe,
  newestFirst,
  one,
  oneOf,
  optional,
  optionalOne,
  viewFrom,
  viewOf,
  column,
} from '../../../../read/words.ts';
import { ImportIssueSchema, ImportJobSchema } from './import.entity.ts';

/** The unit that imports. Row-level security judges the same anew. */
function isOwn(row: Row, scope: Scope): Sql {
  scope.guard();
  return scope.isUnit(row.col('unit_id'));
}

export const importJobView = viewOf(ImportJobSchema, {
  type: 'ImportJob',
  visible: isOwn,
  fields: {
    id: id('import'),
    unit: one('Unit', 'unit_id'),
    alliance: one('Alliance', 'alliance_id'),
    file: one('File', 'file_id'),
    correctedFile: optionalOne('File', 'corrected_file_id'),
    isDryRun: column('is_dry'),
    separateRows: computed((row) => sql`to_json(${row.col('separate_rows')})`),
    failure: maybe(
      (row, scope) =>
        sql`case when ${scope.locale} = 'en' then ${row.col('failure_en')} else ${row.col('failure_zh')} end`,
    ),
    issues: many('ImportIssue', 'job_id'),
    units: many('ImportedUnit', 'job_id'),
  },
  filters: { state: oneOf('state') },
  orders: newestFirst,
});

const jobSeen = (row: Row, scope: Scope): Sql => {
  const job = sql`directory.import_job j where j.id = ${row.col('job_id')}`;
  scope.guard();
  return existsWhere(job, scope.isUnit(sql`j.unit_id`));
};

export const importIssueView = viewOf(ImportIssueSchema, {
  type: 'ImportIssue',
  visible: jobSeen,
  fields: {
    id: id('issue'),
    row: column('row_no'),
    column: optional('column_name'),
    message: inLanguage('message_zh', 'message_en'),
    unit: optionalOne('Unit', 'unit_id'),
  },
  filters: { code: oneOf('code') },
  orders: { ROW: [asc('row_no', 'integer')] },
});

/**
 * Rows that came to a unit: the one that answers for it now, and what became of it since. One that was withdrawn is kept for the
 * unit that imports, whose it was.
 */
const CAME_TO_A_UNIT = sql`(select r.job_id, r.no, directory.unit_now(r.unit_id) as unit_id,
  case when w.id is not null then 'WITHDRAWN' when r.state = 'WRITTEN' then 'REGISTERED' else r.state end as outcome
  from directory.import_row r left join directory.registration_withdrawal w on w.unit_id = r.unit_id
  where r.state in ('WRITTEN', 'MERGED', 'UNCHANGED'))`;

export const importedUnitView = viewFrom(() => CAME_TO_A_UNIT, {
  type: 'ImportedUnit',
  visible: jobSeen,
  key: asc('no', 'integer'),
  fields: { row: column('no'), outcome: column('outcome'), unit: optionalOne('Unit', 'unit_id') },
  filters: { outcome: oneOf('outcome') },
  orders: { ROW: [asc('no', 'integer')] },
});

export const importRoots: Readonly<Record<string, Root>> = {
  importJob: { kind: 'one', type: 'ImportJob', argument: 'id', of: 'import' },
  importJobs: { kind: 'many', type: 'ImportJob' },
};
