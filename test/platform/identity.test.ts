import { describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { localeOf } from '../../src/app/http/request-viewer.ts';
import { AuthenticationError, DemoIssuer, noIssuer, Tokens } from '../../src/platform/identity.ts';

const PERSON = '01a1fcf4-51c2-7434-ac35-165d5f2946a2';
const secret = Buffer.from('one secret of some length, for tests');
const now = new Date('2026-11-21T09:00:00+08:00');
const issuer = new DemoIssuer(secret);
const tokens = new Tokens(issuer);

describe('demo tokens', () => {
  test('say who asks, for thirty days', async () => {
    const token = await issuer.issue('person', PERSON, now);
    expect(await tokens.subjectOf(token, now)).toEqual({ kind: 'PERSON', person: PERSON });
    const app = await issuer.issue('app', PERSON, now);
    expect(await tokens.subjectOf(app, now)).toEqual({ kind: 'APP', app: PERSON });
    await expect(tokens.subjectOf(token, new Date(now.getTime() + 31 * 86_400_000))).rejects.toThrow(
      AuthenticationError,
    );
  });

  test('are checked once and remembered, but not beyond their time', async () => {
    let checked = 0;
    const remembering = new Tokens({
      credentialOf: (token, at) => {
        checked += 1;
        return issuer.credentialOf(token, at);
      },
    });
    const token = await issuer.issue('person', PERSON, now);
    const lastSecond = new Date(now.getTime() + 30 * 86_400_000 - 1000);
    for (const at of [now, lastSecond]) await remembering.subjectOf(token, at);
    expect(checked).toBe(1);
    await expect(remembering.subjectOf(token, new Date(lastSecond.getTime() + 1000))).rejects.toThrow(
      AuthenticationError,
    );
    await expect(remembering.subjectOf(`${token}x`, now)).rejects.toThrow(AuthenticationError);
  });

  test('are refused outside the demonstration, whoever signed them', async () => {
    await expect(new Tokens(noIssuer).subjectOf(await issuer.issue('person', PERSON, now), now)).rejects.toThrow(
      AuthenticationError,
    );
  });

  test.each([
    [
      'another secret',
      () => new DemoIssuer(Buffer.from('another secret of some length, too')).issue('person', PERSON, now),
    ],
    [
      'another issuer',
      () =>
        new SignJWT({})
          .setProtectedHeader({ alg: 'HS256' })
          .setIssuer('x')
          .setAudience('qinlin')
          .setSubject('person_01a1fcf451c27434ac35165d5f2946a2')
          .setExpirationTime('1h')
          .sign(secret),
    ],
    ['another algorithm', () => Promise.resolve('eyJhbGciOiJub25lIn0.eyJpc3MiOiJxaW5saW4tZGVtbyJ9.')],
    [
      'a unit as its subject',
      () =>
        new SignJWT({})
          .setProtectedHeader({ alg: 'HS256' })
          .setIssuer('qinlin-demo')
          .setAudience('qinlin')
          .setSubject('unit_01a1fcf451c27434ac35165d5f2946a2')
          .setExpirationTime(new Date('2027-01-01'))
          .sign(secret),
    ],
    ['nothing of a token', () => Promise.resolve('hello')],
  ])('with %s are refused', async (_what, make) => {
    await expect(tokens.subjectOf(await make(), now)).rejects.toThrow(AuthenticationError);
  });
});

test.each([
  [undefined, 'zh-CN'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr,en;q=0.5,zh;q=0.4', 'en'],
  ['en;q=0,zh', 'zh-CN'],
  ['*', 'zh-CN'],
])('Accept-Language %j is answered in %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale);
});
