/** Agreements and settlement sheets as documents: read through the graph, as whoever asks may see them. */
import { pdfOf } from '../data/documents/documents.ts';
import type { PrintedDocument } from '../domain/document.ts';
import { agreementDocument, agreementFileName } from '../domain/exchange/agreement-document.ts';
import { settlementDocument, settlementFileName } from '../domain/exchange/settlement-document.ts';
import { AgreementOnPaperDocument, SettlementOnPaperDocument } from '../generated/operations.ts';
import type { Ask } from './ask.ts';

interface Made {
  /** For people, to save it under. */
  readonly name: string;
  readonly document: PrintedDocument;
}

interface Page<T> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly T[];
}

interface Paged<O, T> {
  readonly of: O;
  readonly page: Page<T>;
}

/** All pages, and what they are of as it was told with the first; null where the viewer sees none of it, or none any more. */
async function gathered<O, T>(
  read: (after: string | null) => Promise<Paged<O, T> | null>,
): Promise<{ readonly of: O; readonly all: readonly T[] } | null> {
  const first = await read(null);
  if (first === null) return null;
  const all = [...first.page.nodes];
  for (let { pageInfo } = first.page; pageInfo.hasNextPage;) {
    const next = await read(pageInfo.endCursor);
    if (next === null) return null;
    all.push(...next.page.nodes);
    ({ pageInfo } = next.page);
  }
  return { of: first.of, all };
}

async function agreementOnPaper(ask: Ask, id: string): Promise<Made | null> {
  const { agreement } = await ask(AgreementOnPaperDocument, { id });
  return agreement && { name: agreementFileName(agreement), document: agreementDocument(agreement) };
}

async function settlementOnPaper(ask: Ask, id: string): Promise<Made | null> {
  const found = await gathered(async (after) => {
    const { settlement } = await ask(SettlementOnPaperDocument, { id, after });
    return settlement === null ? null : { of: settlement, page: settlement.deliveries };
  });
  return found && { name: settlementFileName(found.of), document: settlementDocument(found.of, found.all) };
}

const kinds = { agreement: agreementOnPaper, settlement: settlementOnPaper } as const;
type DocumentKind = keyof typeof kinds;

export const isDocumentKind = (kind: string): kind is DocumentKind => Object.hasOwn(kinds, kind);

/** The document and its name; null where there is none, or the viewer may not see it. */
export async function documentOf(
  ask: Ask,
  kind: DocumentKind,
  id: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null> {
  const made = await kinds[kind](ask, id);
  return made && { name: made.name, bytes: await pdfOf(made.document) };
}
