/** Documents as PDF, made in a thread of their own: the fonts are large, and are loaded when a document is wanted and no sooner. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PrintedDocument } from '../../domain/document.ts';

const LIMITS = { maxOldGenerationSizeMb: 512 };
const PATIENCE_MS = 60_000;

/** As it was compiled, or as it is written. */
const FILE = import.meta.url.endsWith('.ts') ? './document-worker.ts' : './document-worker.js';

async function made(document: PrintedDocument): Promise<Uint8Array> {
  const worker = new Worker(new URL(FILE, import.meta.url), { workerData: document, resourceLimits: LIMITS });
  try {
    const [bytes] = (await once(worker, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) })) as [Uint8Array];
    return bytes;
  } finally {
    await worker.terminate();
  }
}

let last: Promise<unknown> = Promise.resolve();

/** The same document is the same bytes. One is made after the other: whoever asks for many waits, and nobody else does. */
export function pdfOf(document: PrintedDocument): Promise<Uint8Array> {
  const next = last.then(() => made(document));
  last = next.catch(() => undefined);
  return next;
}
