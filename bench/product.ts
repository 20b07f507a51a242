/** The parts of the built product that the bench uses: its embedded PostgreSQL and its issuer of demo tokens. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as server from '../src/data/embedded/server.ts';
import type * as demoIssuer from '../src/platform/identity/demo-issuer.ts';

export type { EmbeddedServer } from '../src/data/embedded/server.ts';

// What is built has no declarations; its types are those of its source.
const built = async (path: string): Promise<unknown> => import(new URL(`../dist/${path}`, import.meta.url).href);

export const { startEmbedded } = (await built('data/embedded/server.js')) as typeof server;
const { DemoIssuer } = (await built('platform/identity/demo-issuer.js')) as typeof demoIssuer;

/** Tokens by person, signed with a secret laid where a server in demo mode with this home looks for its own. */
export async function issueTokens(home: string, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const secret = randomBytes(32);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'demo-secret'), secret.toString('hex'), { mode: 0o600 });
  const issuer = new DemoIssuer(secret);
  const now = new Date();
  return new Map(
    await Promise.all(people.map(async (person) => [person, await issuer.issue('person', person, now)] as const)),
  );
}
