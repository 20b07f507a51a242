/** Agreements and settlement sheets as documents: read through the graph, as whoever asks may see them. */
import { pdfOf } from '../data/documents/documents.ts';
import type { PrintedDocument } from '../domain/document.ts';
import { agreementDocument, agreementFileName } from '../domain/exchange/agreement-document.ts';
import { settlementDocument, settlementFileName } from '../domain/exchange/settlement-document.ts';
import {
  AgreementOnPaperDocument,
  MoreDeliveriesOnPaperDocument,
  SettlementOnPaperDocument,
} from '../generated/operations.ts';
import type { Ask } from './ask.ts';

/** The most deliveries that one document lists. */
export const MOST_ON_PAPER = 1_000;

/** It would be longer than anybody reads, or waits for. */
export class TooLongForPaperError extends Error {
  override readonly name = 'TooLongForPaperError';
  readonly count: number;

  constructor(count: number) {
    super(`${count} deliveries are too many for a document`);
    this.count = count;
  }
}

interface Made {
  /** For people, to save it under. */
  readonly name: string;
  readonly document: PrintedDocument;
}

async function agreementOnPaper(ask: Ask, id: string): Promise<Made | null> {
  const { agreement } = await ask(AgreementOnPaperDocument, { id });
  return agreement && { name: agreementFileName(agreement), document: agreementDocument(agreement) };
}

/** The sheet once, and then all pages of its deliveries; null where the viewer sees none of it, or none any more. */
async function settlementOnPaper(ask: Ask, id: string, gone: AbortSignal): Promise<Made | null> {
  const { settlement } = await ask(SettlementOnPaperDocument, { id });
  if (settlement === null) return null;
  const { totalCount, nodes } = settlement.deliveries;
  if (totalCount > MOST_ON_PAPER) throw new TooLongForPaperError(totalCount);
  const all = [...nodes];
  for (let { pageInfo } = settlement.deliveries; pageInfo.endCursor !== null && pageInfo.hasNextPage;) {
    gone.throwIfAborted();
    const { settlement: more } = await ask(MoreDeliveriesOnPaperDocument, { id, after: pageInfo.endCursor });
    if (more === null) return null;
    all.push(...more.deliveries.nodes);
    ({ pageInfo } = more.deliveries);
  }
  return { name: settlementFileName(settlement), document: settlementDocument(settlement, all) };
}

const kinds = { agreement: agreementOnPaper, settlement: settlementOnPaper } as const;
type DocumentKind = keyof typeof kinds;

export const isDocumentKind = (kind: string): kind is DocumentKind => Object.hasOwn(kinds, kind);

/** The document and its name, unless `gone` is aborted meanwhile; null where there is none, or the viewer may not see it. */
export async function documentOf(
  ask: Ask,
  kind: DocumentKind,
  id: string,
  gone: AbortSignal,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null> {
  const made = await kinds[kind](ask, id, gone);
  return made && { name: made.name, bytes: await pdfOf(made.document, { gone }) };
}
