/** Keys that come, go and cannot be had: what the issuer is asked, how often, and what is said of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AuthenticationError, IssuerAwayError } from '../../../src/platform/identity/identity.ts';
import { PATIENCE, type Patience } from '../../../src/platform/identity/issuer-keys.ts';
import { OidcIssuer } from '../../../src/platform/identity/oidc-issuer.ts';
import { createLogger } from '../../../src/platform/logger.ts';
import { AUDIENCE, TestIssuer } from '../../support/issuer.ts';

const now = new Date('2026-11-21T09:00:00+08:00');
const DISCOVERY = '/.well-known/openid-configuration';

let provider: TestIssuer;
let log: { level: string; msg: string; err?: { message?: string; cause?: { type: string } } }[];
let opened: OidcIssuer[];

beforeEach(async () => {
  provider = await TestIssuer.open();
  [log, opened] = [[], []];
});
afterEach(async () => {
  for (const issuer of opened) issuer.close();
  await provider[Symbol.asyncDispose]();
});

function trusted(patience: Partial<Patience> = {}, jwksUrl: string | null = null): OidcIssuer {
  const logger = createLogger('debug', { write: (line) => void log.push(JSON.parse(line) as (typeof log)[number]) });
  const issuer = new OidcIssuer({ issuer: provider.url, audience: AUDIENCE, jwksUrl }, logger, {
    ...PATIENCE,
    ...patience,
  });
  opened.push(issuer);
  return issuer;
}

const said = (): string[] => log.map(({ level, msg }) => `${level}: ${msg}`);
const AWAY = 'error: the issuer of tokens is away';
const BACK = 'info: the issuer of tokens is back';

/** 'good', or the name of what was thrown. */
async function outcomeOf(issuer: OidcIssuer, token: string): Promise<string> {
  return issuer.read(token, now).then(
    () => 'good',
    (error: unknown) => (error instanceof Error ? error.name : 'nothing we know'),
  );
}

describe('keys', () => {
  test('are looked for where the discovery document says, once for all who come at the same time', async () => {
    const issuer = trusted();
    const token = await provider.sign(now);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(issuer, token)));
    expect(new Set(outcomes)).toEqual(new Set(['good']));
    expect(provider.asked).toEqual([DISCOVERY, '/keys']);
  });

  test('are looked for where the configuration says, where it does', async () => {
    provider.discovery = { issuer: 'https://other.example.org' };
    expect(await outcomeOf(trusted({}, provider.jwksUrl), await provider.sign(now))).toBe('good');
    expect(provider.asked).toEqual(['/keys']);
  });

  test('of an issuer with a path, or a slash at its end, have their document below it', async () => {
    for (const issuer of [`${provider.url}/realms/one`, `${provider.url}/realms/one/`]) {
      const one = new OidcIssuer({ ...provider.settings, issuer }, createLogger('silent'));
      await expect(one.read(await provider.sign(now), now)).rejects.toThrow(IssuerAwayError);
    }
    expect(provider.asked).toEqual([`/realms/one${DISCOVERY}`, `/realms/one${DISCOVERY}`]);
  });

  test('may be fetched before anybody asks', async () => {
    const issuer = trusted();
    issuer.prepare();
    while (provider.keysAsked === 0) await sleep(5);
    expect(await outcomeOf(issuer, await provider.sign(now))).toBe('good');
    expect(provider.keysAsked).toBe(1);
  });

  test('that are new are found without a restart', async () => {
    const issuer = trusted({ unknownKey: 0 });
    expect(await outcomeOf(issuer, await provider.sign(now))).toBe('good');
    await provider.addKey('second', 'RS256');
    expect(await outcomeOf(issuer, await provider.sign(now, {}, { kid: 'second' }))).toBe('good');
    expect(provider.keysAsked).toBe(2);
  });

  test('that are made up cost the issuer one request in a while, however many they are', async () => {
    const issuer = trusted({ unknownKey: 250 });
    const good = await provider.sign(now);
    expect(await outcomeOf(issuer, good)).toBe('good');
    await sleep(300);
    const flood = async (name: string): Promise<void> => {
      const tokens = Array.from({ length: 200 }, (_, i) => provider.sign(now, {}, { header: { kid: `${name}-${i}` } }));
      const outcomes = await Promise.all((await Promise.all(tokens)).map((token) => outcomeOf(issuer, token)));
      expect(new Set(outcomes)).toEqual(new Set(['AuthenticationError']));
    };
    const before = performance.now();
    await flood('one');
    await flood('two');
    const most = 1 + Math.ceil((performance.now() - before) / 250);
    expect(provider.keysAsked).toBeGreaterThanOrEqual(2);
    expect(provider.keysAsked).toBeLessThanOrEqual(1 + most);
    expect(await outcomeOf(issuer, good)).toBe('good');
  });

  test('that are withdrawn are trusted until what is kept of them is too old', async () => {
    const issuer = trusted({ keep: 200 });
    const token = await provider.sign(now);
    await provider.addKey('second');
    expect(await outcomeOf(issuer, token)).toBe('good');
    provider.withdrawKey('first');
    await sleep(210);
    expect(await outcomeOf(issuer, token)).toBe('AuthenticationError');
    expect(await outcomeOf(issuer, await provider.sign(now, {}, { kid: 'second' }))).toBe('good');
  });

  test('that are withdrawn can be proposed again by nobody: without a key id, several keys are too many', async () => {
    await provider.addKey('second');
    expect(await outcomeOf(trusted(), await provider.sign(now, {}, { header: { kid: undefined } }))).toBe(
      'AuthenticationError',
    );
  });
});

describe('an issuer that cannot be asked', () => {
  test('is said to be away, once, and is asked again when it has rested', async () => {
    const issuer = trusted({ rest: 100 });
    const token = await provider.sign(now);
    await provider.goDown();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(issuer, token)));
    expect(new Set(outcomes)).toEqual(new Set(['IssuerAwayError']));
    await provider.comeBack();
    // Still resting: nobody is asked.
    expect([await outcomeOf(issuer, token), provider.asked]).toEqual(['IssuerAwayError', []]);
    await sleep(110);
    expect(await outcomeOf(issuer, token)).toBe('good');
    expect(said()).toEqual([AWAY, BACK]);
    expect(JSON.stringify(log)).not.toContain(token.slice(0, 20));
  });

  test('and goes again is said to be away again', async () => {
    const issuer = trusted({ rest: 0, keep: 0 });
    const token = await provider.sign(now);
    for (let turn = 0; turn < 2; turn += 1) {
      await provider.goDown();
      expect(await outcomeOf(issuer, token)).toBe('IssuerAwayError');
      expect(await outcomeOf(issuer, token)).toBe('IssuerAwayError');
      await provider.comeBack();
      expect(await outcomeOf(issuer, token)).toBe('good');
    }
    expect(said()).toEqual([AWAY, BACK, AWAY, BACK]);
  });

  test('leaves good those whose key is still fresh, and unknown those whose key is not', async () => {
    const issuer = trusted({ unknownKey: 0, rest: 0 });
    const token = await provider.sign(now);
    expect(await outcomeOf(issuer, token)).toBe('good');
    await provider.goDown();
    const unknown = await provider.sign(now, {}, { header: { kid: 'second' } });
    expect([await outcomeOf(issuer, token), await outcomeOf(issuer, unknown)]).toEqual(['good', 'IssuerAwayError']);
  });

  test('because it is slow is not waited for longer than said', async () => {
    const issuer = trusted({ answer: 100 });
    provider.delayMs = 2_000;
    const before = performance.now();
    expect(await outcomeOf(issuer, await provider.sign(now))).toBe('IssuerAwayError');
    expect(performance.now() - before).toBeLessThan(1_500);
    expect(said()).toEqual([AWAY]);
  });

  test('is given up when the server stops, and that is no failure of the issuer', async () => {
    const issuer = trusted();
    provider.delayMs = 2_000;
    const before = performance.now();
    const outcome = outcomeOf(issuer, await provider.sign(now));
    while (provider.asked.length === 0) await sleep(5);
    issuer.close();
    expect(await outcome).toBe('IssuerAwayError');
    expect(performance.now() - before).toBeLessThan(1_500);
    expect(said()).toEqual([]);
  });

  test.each<[what: string, spoil: () => void, why: string]>([
    [
      'whose document is of another issuer',
      () => (provider.discovery = { issuer: 'https://other.example.org' }),
      'the discovery document is of another issuer',
    ],
    [
      'whose document says its name with a slash more',
      () => (provider.discovery = { issuer: `${provider.url}/` }),
      'the discovery document is of another issuer',
    ],
    [
      'whose keys are to be had in the clear',
      () => (provider.discovery = { jwks_uri: 'http://keys.example.org/keys' }),
      'the keys are to be had over https only',
    ],
    ['whose document names no keys', () => (provider.discovery = { jwks_uri: undefined }), 'the keys cannot be had'],
    [
      'whose document names a page for keys',
      () => (provider.discovery = { jwks_uri: `${provider.url}${DISCOVERY}` }),
      'the keys cannot be had',
    ],
    [
      'whose keys are not where they should be',
      () => (provider.discovery = { jwks_uri: `${provider.url}/nothing` }),
      'the issuer answers with status 404',
    ],
    ['that fails', () => (provider.status = 500), 'the issuer answers with status 500'],
    ['that sends elsewhere', () => (provider.status = 302), 'the issuer answers with status 302'],
  ])('is one %s', async (_what, spoil, why) => {
    spoil();
    expect(await outcomeOf(trusted(), await provider.sign(now))).toBe('IssuerAwayError');
    expect(said()).toEqual([AWAY]);
    expect(log[0]?.err?.message).toBe(why);
  });

  test('is not asked about what is no token of its kind at all', async () => {
    const issuer = trusted();
    for (const token of ['hello', 'eyJhbGciOiJub25lIn0.e30.', 'eyJhbGciOiJIUzI1NiJ9.e30.AAAA']) {
      await expect(issuer.read(token, now)).rejects.toThrow(AuthenticationError);
    }
    expect(provider.asked).toEqual([]);
  });
});
