/** The server of this test run, as the setup leaves it in the environment for the workers. */
import type { Address } from '../../src/data/database.ts';
import type { EmbeddedServer } from '../../src/data/embedded/server.ts';

declare global {
  var qinlinTestServer: EmbeddedServer | undefined;
}

/** What databases of tests are clones of: a migrated one, one with the words everybody uses, the filled stage of `test/permissions`. */
export const templates = {
  migrated: 'qinlin_test_template',
  worded: 'qinlin_test_worded',
  staged: 'qinlin_test_staged',
} as const;

export type Template = keyof typeof templates;

/** Where the server is, and a folder for what the files of the run share. */
export type TestRun = { readonly folder: string } & (
  { readonly url: string } | { readonly host: string; readonly port: number; readonly user: string }
);

export function testRun(): TestRun {
  return JSON.parse(process.env['QINLIN_TEST_RUN'] ?? '{}') as TestRun;
}

export function addressOf(run: TestRun): Address {
  return 'url' in run ? { connectionString: run.url } : { host: run.host, port: run.port, user: run.user };
}
