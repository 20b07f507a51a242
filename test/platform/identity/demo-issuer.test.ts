import { describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { DemoIssuer } from '../../../src/platform/identity/demo-issuer.ts';
import { AuthenticationError } from '../../../src/platform/identity/identity.ts';

const PERSON = '01a1fcf4-51c2-7434-ac35-165d5f2946a2';
const secret = Buffer.from('one secret of some length, for tests');
const now = new Date('2026-11-21T09:00:00+08:00');
const issuer = new DemoIssuer(secret);

const signed = (iss: string, sub: string): Promise<string> =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(iss)
    .setAudience('qinlin')
    .setSubject(sub)
    .setExpirationTime(new Date('2027-01-01'))
    .sign(secret);

describe('demo tokens', () => {
  test('say who asks, for thirty days', async () => {
    const token = await issuer.issue('person', PERSON, now);
    const end = new Date(now.getTime() + 30 * 86_400_000);
    expect(await issuer.read(token, now)).toEqual({ who: { kind: 'PERSON', person: PERSON }, expiresAt: end });
    const app = await issuer.issue('app', PERSON, now);
    expect(await issuer.read(app, now)).toEqual({ who: { kind: 'APP', app: PERSON }, expiresAt: end });
    await expect(issuer.read(token, end)).rejects.toThrow(AuthenticationError);
  });

  test.each([
    [
      'another secret',
      () => new DemoIssuer(Buffer.from('another secret of some length, too')).issue('person', PERSON, now),
    ],
    ['another issuer', () => signed('x', 'person_01a1fcf451c27434ac35165d5f2946a2')],
    ['another algorithm', () => Promise.resolve('eyJhbGciOiJub25lIn0.eyJpc3MiOiJxaW5saW4tZGVtbyJ9.')],
    ['a unit as its subject', () => signed('qinlin-demo', 'unit_01a1fcf451c27434ac35165d5f2946a2')],
    ['no id as its subject', () => signed('qinlin-demo', 'somebody')],
    ['nothing of a token', () => Promise.resolve('hello')],
  ])('with %s are refused', async (_what, make) => {
    await expect(issuer.read(await make(), now)).rejects.toThrow(AuthenticationError);
  });

  test('signed as those are, with the right issuer and subject, are good', async () => {
    const good = await signed('qinlin-demo', 'person_01a1fcf451c27434ac35165d5f2946a2');
    expect((await issuer.read(good, now)).who).toEqual({ kind: 'PERSON', person: PERSON });
  });
});
