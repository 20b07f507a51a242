/** Makes one document, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { PrintedDocument } from '../../domain/document.ts';
import { rendered } from './render.ts';

const bytes = await rendered(workerData as PrintedDocument);
parentPort?.postMessage(bytes, [bytes.buffer]);
parentPort?.close();
