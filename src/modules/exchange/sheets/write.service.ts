/** A sheet that was checked is written: one chunk, one act in the name of whoever asked for it. What came first is judged anew. */
import type { Act } from '../../../data/act.ts';
import type { Ask } from '../../../data/imports/ask.ts';
import { tell, WHILE_WRITTEN } from '../../../data/imports/issues.ts';
import type { ListingKind } from '../../../domain/exchange/listing-import.ts';
import { listingIssues } from './job.service.ts';
import { mayImport, publishRows, type RowToPublish } from './publish-rows.service.ts';
import { holdNumbers, keepNumbers } from './standing.service.ts';

const CHUNK = 500;

interface Job {
  readonly kind: ListingKind;
  readonly state: string;
  readonly writtenTo: number;
}

/** The next rows; whether there may be more. Nothing is done where the import was cancelled meanwhile. */
export async function writeListings(act: Act, jobId: string): Promise<boolean> {
  const ask: Ask = (text, values) => act.run(text, values);
  // In this order always: who cancels waits for the chunk.
  const [job] = await ask<Job>(LOCK, [jobId]);
  if (job?.state !== 'WRITING') return false;
  const { kind } = job;
  mayImport(act, kind);
  await holdNumbers(act, kind);
  const rows = await ask<RowToPublish>(NEXT, [jobId, job.writtenTo, CHUNK]);
  const last = rows.at(-1);
  if (last === undefined) return false;
  const outcomes = await publishRows(act, kind, rows);
  // What they are numbers of is there first.
  await act.em.flush();
  const numbers = new Map(rows.map(({ no, listing }) => [no, listing.number]));
  await keepNumbers(
    act,
    kind,
    outcomes.flatMap(({ no, state, listingId }) =>
      state === 'WRITTEN' && listingId !== null ? [{ number: numbers.get(no) ?? '', id: listingId }] : [],
    ),
  );
  await ask(JUDGED, [jobId, JSON.stringify(outcomes)]);
  // Of what was written people were told when it was checked.
  const told = outcomes.filter(({ state }) => state !== 'WRITTEN').flatMap(({ issues }) => issues);
  await tell(ask, listingIssues, jobId, told, WHILE_WRITTEN);
  await ask(WRITTEN_TO, [jobId, last.no]);
  return rows.length === CHUNK;
}

const LOCK = `
select kind, state, written_to as "writtenTo" from exchange.import_job where id = $1 for update`;

const NEXT = `
select no, listing from exchange.import_row where job_id = $1 and no > $2 and state = 'READ' order by no limit $3`;

const JUDGED = `
update exchange.import_row r set state = o.state, listing_id = o."listingId"
from json_to_recordset($2::json) as o(no integer, state text, "listingId" uuid)
where r.job_id = $1::uuid and r.no = o.no`;

const WRITTEN_TO = 'update exchange.import_job set written_to = $2, attempts = 0 where id = $1';
