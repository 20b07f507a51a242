/** Documents as PDF, made in a thread of their own: the fonts are large, and are loaded when a document is wanted and no sooner. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PrintedDocument } from '../../domain/document.ts';
import { NotPrintedError } from './press.ts';

const LIMITS = { maxOldGenerationSizeMb: 512 };
const PATIENCE_MS = 60_000;

/** As it was compiled, or as it is written. */
const FILE = import.meta.url.endsWith('.ts') ? './document-worker.ts' : './document-worker.js';

interface Terms {
  /** Aborted when nobody waits for it any more. */
  readonly gone?: AbortSignal;
  readonly patienceMs?: number;
}

/** The same document is the same bytes. Throws `NotPrintedError` where it takes too long. */
export async function pdfOf(
  document: PrintedDocument,
  { gone, patienceMs = PATIENCE_MS }: Terms = {},
): Promise<Uint8Array> {
  gone?.throwIfAborted();
  const late = AbortSignal.timeout(patienceMs);
  const worker = new Worker(new URL(FILE, import.meta.url), { workerData: document, resourceLimits: LIMITS });
  try {
    const signal = gone === undefined ? late : AbortSignal.any([gone, late]);
    const [bytes] = (await once(worker, 'message', { signal })) as [Uint8Array];
    return bytes;
  } catch (error) {
    if (late.aborted) throw new NotPrintedError('TOO_LONG');
    throw error;
  } finally {
    await worker.terminate();
  }
}
