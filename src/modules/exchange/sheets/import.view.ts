import type { Scope } from '../../../read/scope.ts';
import { existsWhere, sql, type Row, type Sql } from '../../../read/sql.ts';
import type { Root } from '../../../read/view.ts';
import {
  asc,
  column,
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
} from '../../../read/words.ts';
import { ListingImportIssueSchema, ListingImportSchema } from './import.entity.ts';

/** The unit that imports. Row-level security judges the same anew. */
function isOwn(row: Row, scope: Scope): Sql {
  scope.guard();
  return scope.isUnit(row.col('unit_id'));
}

export const listingImportView = viewOf(ListingImportSchema, {
  type: 'ListingImport',
  visible: isOwn,
  fields: {
    id: id('listingimport'),
    unit: one('Unit', 'unit_id'),
    alliance: optionalOne('Alliance', 'alliance_id'),
    file: one('File', 'file_id'),
    correctedFile: optionalOne('File', 'corrected_file_id'),
    isDryRun: column('is_dry'),
    failure: maybe(
      (row, scope) =>
        sql`case when ${scope.locale} = 'en' then ${row.col('failure_en')} else ${row.col('failure_zh')} end`,
    ),
    issues: many('ListingImportIssue', 'job_id'),
    listings: many('ImportedListing', 'job_id'),
  },
  filters: { kind: oneOf('kind'), state: oneOf('state') },
  orders: newestFirst,
});

const jobSeen = (row: Row, scope: Scope): Sql => {
  const job = sql`exchange.import_job j where j.id = ${row.col('job_id')}`;
  scope.guard();
  return existsWhere(job, scope.isUnit(sql`j.unit_id`));
};

/** What stands under the number of the row, spelled with the kind of what the sheet holds. */
const standing = (row: Row): Sql =>
  sql`(select lower(j.kind) || '_' || replace(${row.col('listing_id')}::text, '-', '') from exchange.import_job j where j.id = ${row.col('job_id')})`;

export const listingImportIssueView = viewOf(ListingImportIssueSchema, {
  type: 'ListingImportIssue',
  visible: jobSeen,
  fields: {
    id: id('listingissue'),
    row: column('row_no'),
    column: optional('column_name'),
    message: inLanguage('message_zh', 'message_en'),
    listingId: maybe(standing),
  },
  filters: { code: oneOf('code') },
  orders: { ROW: [asc('row_no', 'integer')] },
});

/** Rows that came to something of the unit. */
const CAME_TO_SOMETHING = sql`(select r.job_id, r.no, case r.state when 'WRITTEN' then 'PUBLISHED' else r.state end as outcome,
  case j.kind when 'RESOURCE' then r.listing_id end as resource_id, case j.kind when 'OFFER' then r.listing_id end as offer_id,
  case j.kind when 'NEED' then r.listing_id end as need_id
  from exchange.import_row r join exchange.import_job j on j.id = r.job_id
  where r.state in ('WRITTEN', 'UNCHANGED', 'DIFFERENT'))`;

export const importedListingView = viewFrom(() => CAME_TO_SOMETHING, {
  type: 'ImportedListing',
  visible: jobSeen,
  key: asc('no', 'integer'),
  fields: {
    row: column('no'),
    outcome: column('outcome'),
    resource: optionalOne('Resource', 'resource_id'),
    offer: optionalOne('Offer', 'offer_id'),
    need: optionalOne('Need', 'need_id'),
  },
  filters: { outcome: oneOf('outcome') },
  orders: { ROW: [asc('no', 'integer')] },
});

export const listingImportRoots: Readonly<Record<string, Root>> = {
  listingImport: { kind: 'one', type: 'ListingImport', argument: 'id', of: 'listingimport' },
  listingImports: { kind: 'many', type: 'ListingImport' },
};
