/** The server of this test run, as the setup leaves it in the environment for the workers. */
import type { Address } from '../../src/data/database.ts';
import type { EmbeddedServer } from '../../src/data/embedded/server.ts';

declare global {
  var qinlinTestServer: EmbeddedServer | undefined;
}

export const TEMPLATE = 'qinlin_test_template';

export type TestRun =
  | { readonly url: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly home: string };

export function testRun(): TestRun {
  return JSON.parse(process.env['QINLIN_TEST_RUN'] ?? '{}') as TestRun;
}

export function addressOf(run: TestRun): Address {
  return 'url' in run ? { connectionString: run.url } : { host: run.host, port: run.port, user: run.user };
}
