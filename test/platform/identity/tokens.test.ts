import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Id } from '../../../src/domain/ids.ts';
import { APP_KEY_BYTES, makeAppKey } from '../../../src/platform/identity/app-key.ts';
import { DemoIssuer } from '../../../src/platform/identity/demo-issuer.ts';
import {
  AuthenticationError,
  type Credentials,
  type GoodToken,
  type Issuer,
  type KnownKey,
  type KnownLogin,
} from '../../../src/platform/identity/identity.ts';
import { strangerOf } from '../../../src/platform/identity/stranger.ts';
import { Tokens } from '../../../src/platform/identity/tokens.ts';

const PERSON = '01a1fcf4-51c2-7434-ac35-165d5f2946a2' as Id<'person'>;
const APP = '01a1fcf4-51c2-7434-ac35-165d5f2946a3' as Id<'app'>;
const demo = new DemoIssuer(Buffer.from('one secret of some length, for tests'));
const start = new Date('2026-11-21T09:00:00+08:00');
const later = (ms: number): Date => new Date(start.getTime() + ms);
const MINUTE = 60_000;

/** Believes every token that names it, and counts how often it was asked. */
class Gullible implements Issuer {
  asked = 0;
  constructor(
    readonly name: string,
    readonly good: GoodToken,
  ) {}
  read(): Promise<GoodToken> {
    this.asked += 1;
    return Promise.resolve(this.good);
  }
}

/** A token as far as its issuer can be read off it. */
const tokenOf = (iss: string, id = ''): string =>
  [{ alg: 'x' }, { iss, id }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + '.x';

const LOGIN = { kind: 'LOGIN', issuer: 'https://id.example.org', subject: 'somebody' } as const;

let logins: Map<string, KnownLogin>;
let keys: Map<string, KnownKey>;
let asked: string[];
let used: [string, Date][];
const credentials: Credentials = {
  loginOf(issuer, subject) {
    asked.push(`${issuer} ${subject}`);
    return Promise.resolve(logins.get(`${issuer} ${subject}`) ?? null);
  },
  keyOf(hash) {
    asked.push(Buffer.from(hash).toString('hex'));
    return Promise.resolve(keys.get(Buffer.from(hash).toString('hex')) ?? null);
  },
};
const uses = { note: (key: string, at: Date) => void used.push([key, at]) };
const tokensOf = (...issuers: readonly Issuer[]): Tokens => new Tokens(issuers, credentials, uses);

beforeEach(() => {
  logins = new Map();
  keys = new Map();
  [asked, used] = [[], []];
});

describe('a token', () => {
  test('is checked by the issuer it names, and by no other', async () => {
    const who = { kind: 'APP', app: APP } as const;
    const [one, other] = [
      new Gullible('a', { who, expiresAt: later(MINUTE) }),
      new Gullible('b', { who, expiresAt: later(0) }),
    ];
    const tokens = tokensOf(one, other);
    expect(await tokens.askerOf(tokenOf('a'), start)).toEqual({ subject: who, credential: null });
    expect([one.asked, other.asked]).toEqual([1, 0]);
  });

  test.each([
    ['of an issuer that is not trusted', tokenOf('nobody')],
    ['without an issuer', `${Buffer.from('{}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`],
    ['that is none', 'hello'],
    ['of dots', '..'],
  ])('%s is refused', async (_what, token) => {
    await expect(tokensOf(demo).askerOf(token, start)).rejects.toThrow(AuthenticationError);
  });

  test('of the demonstration is refused where the demonstration is not trusted', async () => {
    const token = await demo.issue('person', PERSON, start);
    expect(await tokensOf(demo).askerOf(token, start)).toMatchObject({ subject: { person: PERSON }, credential: null });
    await expect(tokensOf().askerOf(token, start)).rejects.toThrow(AuthenticationError);
  });

  test('is checked once and remembered for five minutes, so that a key that is withdrawn is heeded', async () => {
    const issuer = new Gullible('a', { who: { kind: 'PERSON', person: PERSON }, expiresAt: later(60 * MINUTE) });
    const tokens = tokensOf(issuer);
    const askedAt = async (ms: number): Promise<number> => {
      await tokens.askerOf(tokenOf('a'), later(ms));
      return issuer.asked;
    };
    expect([await askedAt(0), await askedAt(5 * MINUTE - 1), await askedAt(5 * MINUTE)]).toEqual([1, 1, 2]);
    // From then on, five minutes again.
    expect([await askedAt(10 * MINUTE - 1), await askedAt(10 * MINUTE)]).toEqual([2, 3]);
    await tokens.askerOf(tokenOf('a', 'another'), later(0));
    expect(issuer.asked).toBe(4);
  });

  test('is not remembered beyond its own end', async () => {
    const issuer = new Gullible('a', { who: { kind: 'PERSON', person: PERSON }, expiresAt: later(MINUTE) });
    const tokens = tokensOf(issuer);
    for (const ms of [0, MINUTE - 1, MINUTE]) await tokens.askerOf(tokenOf('a'), later(ms));
    expect(issuer.asked).toBe(2);
  });
});

describe('a login', () => {
  const issuer = new Gullible(LOGIN.issuer, { who: LOGIN, expiresAt: later(60 * MINUTE) });

  test('that nobody knows is a person all the same, and is looked for again until it is known', async () => {
    const tokens = tokensOf(issuer);
    const token = tokenOf(LOGIN.issuer);
    const unknownAs = { issuer: LOGIN.issuer, subject: LOGIN.subject };
    const stranger = { subject: { kind: 'PERSON', person: strangerOf(LOGIN), unknownAs }, credential: null };
    expect(await tokens.askerOf(token, start)).toEqual(stranger);
    expect(await tokens.askerOf(token, start)).toEqual(stranger);
    logins.set(`${LOGIN.issuer} ${LOGIN.subject}`, { login: 'l', person: PERSON });
    const known = { subject: { kind: 'PERSON', person: PERSON }, credential: 'l' };
    for (const at of [start, start, later(3600_000)]) expect(await tokens.askerOf(token, at)).toEqual(known);
    // What it names never changes, so it is not asked for any more.
    expect(asked).toEqual(Array.from({ length: 3 }, () => `${LOGIN.issuer} ${LOGIN.subject}`));
  });

  test('is told from every other by issuer and subject together', () => {
    const persons = [
      LOGIN,
      { ...LOGIN, subject: 'other' },
      { ...LOGIN, issuer: 'https://other.example.org' },
      { ...LOGIN, issuer: `${LOGIN.issuer}","somebody`, subject: '' },
      { ...LOGIN, issuer: '', subject: `${LOGIN.issuer}somebody` },
    ].map(strangerOf);
    expect(new Set(persons).size).toBe(persons.length);
    expect(strangerOf({ ...LOGIN })).toBe(persons[0]);
    // RFC 9562: version 8, variant 10.
    for (const person of persons)
      expect(person).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('an app key', () => {
  const key = makeAppKey(new Uint8Array(APP_KEY_BYTES).fill(7));
  const other = makeAppKey(new Uint8Array(APP_KEY_BYTES).fill(8));

  test('is its app, for the database knows its hash; each use is noted', async () => {
    keys.set(key.hash.toString('hex'), { key: 'k', app: APP });
    const tokens = tokensOf();
    for (const at of [start, later(MINUTE)]) {
      expect(await tokens.askerOf(key.text, at)).toEqual({ subject: { kind: 'APP', app: APP }, credential: 'k' });
    }
    expect(asked).toEqual([key.hash.toString('hex')]);
    expect(used).toEqual([
      ['k', start],
      ['k', later(MINUTE)],
    ]);
  });

  test('that nobody has is refused, and looked for again', async () => {
    const tokens = tokensOf(demo);
    for (const { text } of [key, other, key]) {
      await expect(tokens.askerOf(text, start)).rejects.toThrow(AuthenticationError);
    }
    expect(asked).toHaveLength(3);
    expect(used).toEqual([]);
  });

  test('that is not spelled as one is refused without asking anybody', async () => {
    const mistaken = key.text.slice(0, -1) + (key.text.endsWith('a') ? 'b' : 'a');
    for (const text of [mistaken, 'qlk_', `${key.text}x`]) {
      await expect(tokensOf(demo).askerOf(text, start)).rejects.toThrow(AuthenticationError);
    }
    expect(asked).toEqual([]);
  });
});
