/** What checking and writing an import of listings have in common. */
import type { Ask } from '../../../data/imports/ask.ts';
import type { IssueTable } from '../../../data/imports/issues.ts';
import type { ListingKind } from '../../../domain/exchange/listing-import.ts';

export const listingIssues: IssueTable = { schema: 'exchange', subject: 'listing_id' };

/** What the sheet of the import holds. */
export async function kindOf(ask: Ask, jobId: string): Promise<ListingKind> {
  const [job] = await ask<{ kind: ListingKind }>('select kind from exchange.import_job where id = $1', [jobId]);
  if (job === undefined) throw new Error(`no import ${jobId}`);
  return job.kind;
}
