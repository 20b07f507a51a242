/** A sheet of resources, offers or needs is checked: every row is read, and published in an act that is taken back. */
import { tell, type Issue } from '../../../data/imports/issues.ts';
import type { Checking } from '../../../data/imports/kind.ts';
import { readPages } from '../../../data/imports/read-pages.ts';
import { sameNumberMessage, type ListingKind } from '../../../domain/exchange/listing-import.ts';
import { listingColumns, templateAt } from '../../../domain/exchange/listing-sheet.ts';
import { readListing, type ReadListingRow, type Vocabulary } from '../../../domain/exchange/listing-row.ts';
import type { SheetRow } from '../../../domain/sheet.ts';
import { readHeader, type Header } from '../../../domain/sheet-columns.ts';
import { vocabularyOf, wordsFor } from './form.service.ts';
import { kindOf, listingIssues } from './job.service.ts';
import { mayImport, publishRows, type Outcome } from './publish-rows.service.ts';

/**
 * Reads the sheet page by page and keeps its rows with what each comes to; the name of the sheet. Done again after it broke
 * off, it keeps nothing twice. Throws `BadSheetError`.
 */
export async function checkListings(checking: Checking): Promise<string | null> {
  const { ask, job, file, isOver, rehearse } = checking;
  const kind = await kindOf(ask, job.id);
  let words: Vocabulary = { categories: new Map(), alliances: new Map(), codes: new Map() };
  await rehearse(async (act) => {
    mayImport(act, kind);
    words = vocabularyOf(await wordsFor(ask, job.unitId, act.now));
  });
  const seen = new Map<string, number>();
  const template = templateAt(kind);
  return readPages(file, {
    header: (cells) => readHeader(listingColumns[kind], template, cells),
    template,
    isOver,
    keep: (header, rows) => keepPage(checking, kind, readRows(kind, words, header, rows, seen)),
  });
}

type Read = ReadListingRow & { readonly no: number };

/** A number that stands in a row above is told of the later row, whatever came of the first. */
function readRows(
  kind: ListingKind,
  words: Vocabulary,
  header: Header<string>,
  rows: readonly SheetRow[],
  seen: Map<string, number>,
): Read[] {
  const column = listingColumns[kind]['number']?.heading ?? null;
  return rows.map(({ no, cells }) => {
    const read = readListing(kind, words, header, cells);
    const number = read.listing?.number ?? '';
    if (number === '') return { no, ...read };
    const above = seen.get(number);
    seen.set(number, above ?? no);
    if (above === undefined) return { no, ...read };
    const issue = { column, value: number, code: 'SAME_NUMBER', message: sameNumberMessage(above), otherRow: above };
    return { no, cells: read.cells, listing: null, issues: [issue] };
  });
}

async function keepPage({ ask, job, rehearse }: Checking, kind: ListingKind, rows: readonly Read[]): Promise<void> {
  const good = rows.flatMap(({ no, listing }) => (listing === null ? [] : [{ no, listing }]));
  let outcomes: readonly Outcome[] = [];
  if (good.length > 0) {
    await rehearse(async (act) => {
      outcomes = await publishRows(act, kind, good);
    });
  }
  const cameTo = new Map(outcomes.map((outcome) => [outcome.no, outcome]));
  const kept = rows.map(({ no, cells, listing, issues }) => {
    const own = issues.map((issue): Issue => ({ row: no, ...issue }));
    const outcome = cameTo.get(no);
    if (outcome === undefined) return { no, cells, listing: null, state: 'FAILED', listingId: null, issues: own };
    const isNew = outcome.state === 'WRITTEN';
    return { ...outcome, cells, listing, ...(isNew && { state: 'READ', listingId: null }) };
  });
  await ask(KEEP, [job.id, JSON.stringify(kept)]);
  await tell(
    ask,
    listingIssues,
    job.id,
    kept.flatMap(({ issues }) => issues),
  );
}

const KEEP = `
insert into exchange.import_row (job_id, no, cells, listing, state, listing_id)
select $1::uuid, r.no, r.cells, r.listing, r.state, r."listingId"
from json_to_recordset($2::json) as r(no integer, cells text[], listing jsonb, state text, "listingId" uuid)
on conflict do nothing`;
