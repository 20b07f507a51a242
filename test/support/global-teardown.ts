import { rmSync } from 'node:fs';
import { testRun } from './server.ts';

export default async function tearDown(): Promise<void> {
  await globalThis.qinlinTestServer?.[Symbol.asyncDispose]();
  rmSync(testRun().folder, { recursive: true, force: true });
}
