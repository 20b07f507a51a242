/**
 * The house as Node itself loads it, from `dist/`: once by each process that runs tests, not once for each of 200 files.
 * To load it takes seconds, and it is quick only after a while. Modules of tests are each file's own.
 */
import { createRequire } from 'node:module';
import 'reflect-metadata';

export const load = createRequire(import.meta.url);

// The setup of a run stands in no context.
globalThis.qinlinLoad = load;
