/** Resources, offers and needs into sheets: read page by page through the graph, as whoever asks may see them. */
import { addedTo, csvLine, exportedRow, type Exported, type ExportedCell } from '../domain/exchange/listing-export.ts';
import type { ListingKind } from '../domain/exchange/listing-import.ts';
import { filledSheet, type Form } from '../data/sheets/forms.ts';
import {
  ExportNeedsDocument,
  ExportOffersDocument,
  ExportResourcesDocument,
  type ListingState,
} from '../generated/operations.ts';
import type { Ask } from './ask.ts';

interface Page {
  readonly totalCount?: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Exported[];
}

export interface ListFilter {
  readonly unitId?: string;
  readonly allianceId?: string;
  readonly category?: string;
  readonly state?: readonly string[];
}

interface Asking {
  readonly after: string | null;
  readonly counts: boolean;
}

/** Null where the list is closed to who asks. */
async function pageOf(ask: Ask, kind: ListingKind, filter: ListFilter, asking: Asking): Promise<Page | null> {
  const { unitId = null, allianceId = null, category = null, state = null } = filter;
  const whose = { unitId, allianceId };
  switch (kind) {
    case 'RESOURCE':
      return (await ask(ExportResourcesDocument, { filter: { ...whose, category }, ...asking })).page;
    case 'OFFER':
      return (await ask(ExportOffersDocument, { filter: { ...whose, category, state: states(state) }, ...asking }))
        .page;
    case 'NEED':
      return (await ask(ExportNeedsDocument, { filter: { ...whose, category, state: states(state) }, ...asking })).page;
  }
}

/** Whoever asks has seen to it that they are some. */
const states = (given: readonly string[] | null): ListingState[] | null => given as ListingState[] | null;

interface Listed {
  /** How many there are, when it begins. */
  readonly count: number;
  readonly pages: () => AsyncGenerator<readonly Exported[], void>;
}

/** Throws where who asked may not export any more. */
export type Confirm = () => Promise<void>;

/** A page that was read by right: what is read of fewer things because a right has ended is no page of what was asked for. */
async function readBy(confirm: Confirm, reading: Promise<Page | null>): Promise<Page> {
  const page = await reading.catch(async (error: unknown) => {
    // Why it failed is told better by what is refused, where that is why.
    await confirm();
    throw error;
  });
  await confirm();
  if (page === null) throw new Error('a list is closed to who may export it');
  return page;
}

/** What is exported; after each page it is asked anew whether who asks may still. */
export async function listed(ask: Ask, confirm: Confirm, kind: ListingKind, filter: ListFilter): Promise<Listed> {
  const first = await readBy(confirm, pageOf(ask, kind, filter, { after: null, counts: true }));
  return {
    count: first.totalCount ?? 0,
    async *pages() {
      for (let page = first; ;) {
        yield page.nodes;
        const { hasNextPage, endCursor } = page.pageInfo;
        if (!hasNextPage) return;
        page = await readBy(confirm, pageOf(ask, kind, filter, { after: endCursor, counts: false }));
      }
    },
  };
}

interface Sheet {
  readonly kind: ListingKind;
  readonly form: Form;
  readonly numbers: ReadonlyMap<string, string>;
  readonly pages: () => AsyncGenerator<readonly Exported[], void>;
}

const rowsOf = ({ kind, numbers }: Sheet, page: readonly Exported[]): (readonly ExportedCell[])[] =>
  page.map((one) => exportedRow(kind, one, numbers.get(one.id)));

/** CSV as offices open it, in UTF-8 with its mark, a page at a time. */
export async function* csvOf(sheet: Sheet): AsyncGenerator<string, void> {
  const { form, kind, pages } = sheet;
  yield `\ufeff${csvLine([...form.columns, ...addedTo(kind)].map(({ heading }) => heading))}`;
  for await (const page of pages()) {
    yield rowsOf(sheet, page)
      .map((cells) => csvLine(cells.map(({ text }) => text)))
      .join('');
  }
}

/** The whole sheet, with the lists that its cells are chosen from. */
export async function xlsxOf(sheet: Sheet): Promise<Uint8Array> {
  const rows = [];
  for await (const page of sheet.pages()) {
    for (const cells of rowsOf(sheet, page)) {
      rows.push(cells.map(({ text, isNumber }) => (isNumber ? { text, is: 'NUMBER' as const } : { text })));
    }
  }
  return filledSheet(sheet.form, addedTo(sheet.kind), rows);
}
