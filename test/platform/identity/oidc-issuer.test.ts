/** Which tokens of an OpenID provider are believed, and from when until when. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { AuthenticationError } from '../../../src/platform/identity/identity.ts';
import { OidcIssuer } from '../../../src/platform/identity/oidc-issuer.ts';
import { createLogger } from '../../../src/platform/logger.ts';
import { AUDIENCE, TestIssuer } from '../../support/issuer.ts';

const now = new Date('2026-11-21T09:00:00+08:00');
const NOW_S = now.getTime() / 1000;
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

let provider: TestIssuer;
let other: TestIssuer;
let issuer: OidcIssuer;

beforeAll(async () => {
  [provider, other] = await Promise.all([TestIssuer.open(), TestIssuer.open()]);
  issuer = new OidcIssuer(provider.settings, createLogger('silent'));
});
afterAll(async () => {
  issuer.close();
  await provider[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
});

const claims = (over: JWTPayload = {}): JWTPayload => ({
  ...{ iss: provider.url, aud: AUDIENCE, sub: 'somebody', iat: NOW_S, exp: NOW_S + 3600 },
  ...over,
});
const without = (name: keyof JWTPayload): Promise<string> => provider.sign(now, { [name]: undefined });
const refused = async (token: string, at = now): Promise<void> => {
  await expect(issuer.read(token, at)).rejects.toThrow(AuthenticationError);
};

describe('a good token', () => {
  test('says whom its issuer means, and until when', async () => {
    expect(await issuer.read(await provider.sign(now), now)).toEqual({
      who: { kind: 'LOGIN', issuer: provider.url, subject: 'somebody' },
      expiresAt: later(3600 + 30),
    });
  });

  test.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('may be signed with %s', async (alg) => {
    const kid = `of ${alg}`;
    await using provider = await TestIssuer.open();
    await provider.addKey(kid, alg);
    const issuer = new OidcIssuer(provider.settings, createLogger('silent'));
    const { who } = await issuer.read(await provider.sign(now, {}, { kid }), now);
    expect(who).toMatchObject({ subject: 'somebody' });
  });

  test.each([['at+jwt'], ['application/at+jwt'], ['AT+JWT'], ['JWT'], ['jwt'], [undefined]])(
    'may call itself %s',
    async (typ) => {
      expect(await issuer.read(await provider.sign(now, {}, { header: { typ } }), now)).toBeDefined();
    },
  );

  test.each([{ typ: 'Bearer' }, { typ: 'at+jwt' }, { typ: 'JWT' }, { token_use: 'access' }])(
    'may say in its claims that it is one: %j',
    async (over) => {
      expect(await issuer.read(await provider.sign(now, over), now)).toBeDefined();
    },
  );

  test('may be for others too, and may have been good for a while', async () => {
    const token = await provider.sign(now, { aud: ['others', AUDIENCE], nbf: NOW_S - 60, iat: NOW_S - 60 });
    expect(await issuer.read(token, now)).toBeDefined();
  });

  test('may leave out its key id where there is one key', async () => {
    expect(await issuer.read(await provider.sign(now, {}, { header: { kid: undefined } }), now)).toBeDefined();
  });
});

describe('clocks may be half a minute apart', () => {
  test.each<[what: string, claims: JWTPayload, good: boolean]>([
    ['expired half a minute ago, almost', { exp: NOW_S - 29 }, true],
    ['expired half a minute ago', { exp: NOW_S - 30 }, false],
    ['expired long ago', { exp: NOW_S - 3600 }, false],
    ['good in half a minute', { nbf: NOW_S + 30 }, true],
    ['good later', { nbf: NOW_S + 31 }, false],
    ['made in half a minute', { iat: NOW_S + 30 }, true],
    ['made later', { iat: NOW_S + 31 }, false],
  ])('%s: %j', async (_what, over, isGood) => {
    const token = await provider.sign(now, over);
    if (isGood) expect(await issuer.read(token, now)).toBeDefined();
    else await refused(token);
  });

  test('and the end of a token is the end of what is remembered of it', async () => {
    const token = await provider.sign(now, { exp: NOW_S + 60 });
    const { expiresAt } = await issuer.read(token, now);
    expect(await issuer.read(token, new Date(expiresAt.getTime() - 1))).toBeDefined();
    await refused(token, expiresAt);
  });
});

describe('refused is a token', () => {
  test.each<[what: string, make: () => Promise<string> | string]>([
    ['for somebody else', () => provider.sign(now, { aud: 'https://other.example.org' })],
    ['for nobody', () => without('aud')],
    ['of another issuer by its word, signed with the right key', () => provider.sign(now, { iss: other.url })],
    ['of this issuer by its word, signed with the key of another', () => other.sign(now, { iss: provider.url })],
    ['of another issuer altogether', () => other.sign(now)],
    ['without an end', () => without('exp')],
    ['whose end is no number', () => provider.sign(now, { exp: `${NOW_S + 60}` as unknown as number })],
    ['whose beginning is no number', () => provider.sign(now, { nbf: 'now' as unknown as number })],
    ['whose making is no number', () => provider.sign(now, { iat: 'now' as unknown as number })],
    ['of nobody', () => without('sub')],
    ['of nobody, spelled out', () => provider.sign(now, { sub: '' })],
    ['of a number', () => provider.sign(now, { sub: 7 as unknown as string })],
    ['of too long a name', () => provider.sign(now, { sub: 'x'.repeat(256) })],
    ['of a name that no text of PostgreSQL holds', () => provider.sign(now, { sub: 'x\0' })],
    ['of a name that is no Unicode', () => provider.sign(now, { sub: '\ud800' })],
    ['that is an ID token by its hash of an access token', () => provider.sign(now, { at_hash: 'x' })],
    ['that is an ID token by its hash of a code', () => provider.sign(now, { c_hash: 'x' })],
    ['that is an ID token by its hash of a state', () => provider.sign(now, { s_hash: 'x' })],
    ['that Keycloak calls an ID token', () => provider.sign(now, { typ: 'ID' })],
    ['that Keycloak calls a refresh token', () => provider.sign(now, { typ: 'Refresh' })],
    ['that calls itself by no text', () => provider.sign(now, { typ: 7 })],
    ['that Cognito calls an ID token', () => provider.sign(now, { token_use: 'id' })],
    ['whose use is not said in text', () => provider.sign(now, { token_use: ['access'] })],
    [
      'that is an ID token by its word, whatever its header says',
      () => provider.sign(now, { typ: 'ID' }, { header: { typ: 'at+jwt' } }),
    ],
    ['that says it ends a session', () => provider.sign(now, {}, { header: { typ: 'logout+jwt' } })],
    ['that says it is an ID token', () => provider.sign(now, {}, { header: { typ: 'id_token+jwt' } })],
    ['whose type is no text', () => provider.sign(now, {}, { header: { typ: 7 } })],
    ['that nobody signed', () => new UnsecuredJWT(claims()).encode()],
    [
      'whose signature is taken off',
      async () => {
        const [, payload = ''] = (await provider.sign(now)).split('.');
        const header = Buffer.from('{"alg":"none","kid":"first"}').toString('base64url');
        return `${header}.${payload}.`;
      },
    ],
    [
      'of which somebody changed a letter',
      async () => {
        const [header = '', , signature = ''] = (await provider.sign(now)).split('.');
        return [header, Buffer.from(JSON.stringify(claims({ sub: 'another' }))).toString('base64url'), signature].join(
          '.',
        );
      },
    ],
    ['that is none', () => 'hello'],
  ])('%s', async (_what, make) => {
    await refused(await make());
  });

  test('signed with the public key, as if it were a secret, in every spelling of it', async () => {
    const jwk = provider.publicKey('first');
    const spki = await exportSPKI(
      (await importJWK({ ...jwk, ext: true }, 'ES256')) as Parameters<typeof exportSPKI>[0],
    );
    for (const secret of [spki, spki.trim(), JSON.stringify(jwk), jwk.x ?? '']) {
      for (const [alg, hash] of [
        ['HS256', 'sha256'],
        ['HS384', 'sha384'],
        ['HS512', 'sha512'],
      ] as const) {
        const body = [{ alg, kid: 'first', typ: 'JWT' }, claims()]
          .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
          .join('.');
        await refused(`${body}.${createHmac(hash, secret).update(body).digest('base64url')}`);
      }
    }
  });

  test('of an algorithm that is not among ours, though the issuer has a key for it', async () => {
    await using provider = await TestIssuer.open();
    await provider.addKey('long', 'RS512');
    const issuer = new OidcIssuer(provider.settings, createLogger('silent'));
    await expect(issuer.read(await provider.sign(now, {}, { kid: 'long' }), now)).rejects.toThrow(AuthenticationError);
    expect(await issuer.read(await provider.sign(now), now)).toBeDefined();
  });

  test('that brings its own key', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const header = { alg: 'ES256', kid: 'first', jwk: provider.publicKey('first'), jku: other.jwksUrl };
    await refused(await new SignJWT(claims()).setProtectedHeader(header).sign(privateKey));
    expect(other.keysAsked).toBe(0);
  });

  test('and the reason given names the claim, never what it says', async () => {
    const reasons = [
      await provider.sign(now, { aud: 'secret' }),
      await provider.sign(now, { exp: 5 }),
      await other.sign(now),
    ].map((token) => issuer.read(token, now).catch((error: unknown) => String(error)));
    expect(await Promise.all(reasons)).toEqual([
      'AuthenticationError: the token was not accepted: aud',
      'AuthenticationError: the token was not accepted: exp',
      'AuthenticationError: the token was not accepted',
    ]);
  });
});
