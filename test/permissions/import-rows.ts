/** Imports from sheets, what is wrong in them, and what their rows came to: of which class each is, whose, and where. */

const rows = (from: string, id: string): string => `
  select ${id} as id, array[j.unit_id] as own, array_remove(array[j.alliance_id], null) as alliances,
    'protected: import' as class from ${from}`;

const job = (schema: string): string => rows(`${schema}.import_job j`, 'j.id');
const issue = (schema: string): string =>
  rows(`${schema}.import_issue l join ${schema}.import_job j on j.id = l.job_id`, 'l.id');

/** `came`: the column that says what a row came to. */
const cameTo = (schema: string, kind: string, came: string): string =>
  rows(
    `${schema}.import_row l join ${schema}.import_job j on j.id = l.job_id where l.${came} is not null`,
    `'${kind}_' || replace(l.job_id::text, '-', '') || '/' || l.no`,
  );

export const importRows: Readonly<Record<string, string>> = {
  ImportJob: job('directory'),
  ImportIssue: issue('directory'),
  ImportedUnit: cameTo('directory', 'import', 'unit_id'),
  ListingImport: job('exchange'),
  ListingImportIssue: issue('exchange'),
  ImportedListing: cameTo('exchange', 'listingimport', 'listing_id'),
};
