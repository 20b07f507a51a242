/** Sheets in and out. Whoever reads takes one page of rows after the other; nobody holds more than the file itself. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { BadSheetError, type SheetRow } from '../../domain/sheet.ts';
import type { Reply, SheetToWrite, Task } from './sheet-worker.ts';

export type { CellToWrite, Choice, SheetToWrite } from './sheet-worker.ts';

/** A sheet of 50,000 rows takes some 300 MB while it is read. */
const LIMITS = { maxOldGenerationSizeMb: 768 };
const PATIENCE_MS = 60_000;

const unreadable = (): BadSheetError =>
  new BadSheetError(
    '文件无法读取：内容过于复杂或已损坏，请另存为新的 .xlsx 或 .csv 后重试。',
    'The file cannot be read: it is broken, or too much. Save it anew as .xlsx or .csv and try again.',
  );

/** As it was compiled, or as it is written. */
const FILE = import.meta.url.endsWith('.ts') ? './sheet-worker.ts' : './sheet-worker.js';

function started(task: Task): Worker {
  return new Worker(new URL(FILE, import.meta.url), { workerData: task, resourceLimits: LIMITS });
}

async function replyOf(worker: Worker): Promise<Reply> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    const [reply] = (await once(worker, 'message', { signal: patience })) as [Reply];
    if ('fault' in reply) throw new BadSheetError(reply.fault.zh, reply.fault.en);
    return reply;
  } catch (error) {
    // Out of memory, out of time, or a file that the library stumbles over.
    throw error instanceof BadSheetError ? error : unreadable();
  }
}

interface SheetPage {
  /** The name of the sheet. */
  readonly sheet: string;
  readonly rows: readonly SheetRow[];
}

/** The rows of the first sheet, page by page. Throws `BadSheetError`, which says what is wrong. */
export async function* readRows(bytes: Uint8Array, mediaType: string): AsyncGenerator<SheetPage, void> {
  const worker = started({ kind: 'READ', bytes, mediaType });
  // Told where it is waited for.
  worker.on('error', () => undefined);
  try {
    for (;;) {
      const answer = replyOf(worker);
      worker.postMessage('next');
      const reply = await answer;
      if (!('rows' in reply)) return;
      yield reply;
    }
  } finally {
    await worker.terminate();
  }
}

export async function writeSheets(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  const worker = started({ kind: 'WRITE', sheets });
  worker.on('error', () => undefined);
  try {
    const reply = await replyOf(worker);
    if (!('bytes' in reply)) throw new Error('a sheet was written and there are no bytes');
    return reply.bytes;
  } finally {
    await worker.terminate();
  }
}
