/** Demo tokens: one for each persona and one for the app, signed with a secret that never leaves the home folder. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DemoIssuer } from '../../platform/identity/demo-issuer.ts';
import type { ConsoleToken } from '../console/console.ts';
import { personas } from './alliances.ts';
import { namedId } from '../named-id.ts';
import { demoApp } from './load.ts';

const OWNER_ONLY = 0o600;

/** The issuer of this home folder; its secret is made on first use. */
export function demoIssuer(home: string): DemoIssuer {
  const file = join(home, 'demo-secret');
  if (!existsSync(file)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: OWNER_ONLY });
  }
  return new DemoIssuer(Buffer.from(readFileSync(file, 'utf8').trim(), 'hex'));
}

export async function demoTokens(issuer: DemoIssuer, now: Date): Promise<ConsoleToken[]> {
  const people = Object.entries(personas).map(async ([name, { unit, title }]): Promise<ConsoleToken> => {
    const token = await issuer.issue('person', namedId('person', unit), now);
    return { name, label: `${name} · ${title}`, token };
  });
  const app = issuer.issue('app', namedId('app', demoApp.key), now);
  return [...(await Promise.all(people)), { name: 'app', label: `app · ${demoApp.name}`, token: await app }];
}

/** For scripts and people: where it listens, and the tokens. Readable by its owner alone. */
export function writeDemoFile(home: string, url: string, tokens: readonly ConsoleToken[]): string {
  const file = join(home, 'demo.json');
  const body = { url, tokens: Object.fromEntries(tokens.map(({ name, token }) => [name, token])) };
  writeFileSync(file, `${JSON.stringify(body, null, 2)}\n`, { mode: OWNER_ONLY });
  return file;
}
