import { rmSync } from 'node:fs';
import { testRun } from './server.ts';

export default async function tearDown(): Promise<void> {
  await globalThis.qinlinTestServer?.[Symbol.asyncDispose]();
  const run = testRun();
  if ('home' in run) rmSync(run.home, { recursive: true, force: true });
}
