/**
 * Token → subject. A token says who asks, never what it may do: that is read from the rights contract on every request.
 * The demo issuer signs with a secret that lies in the home folder and is known to demo mode only.
 */
import { jwtVerify, SignJWT } from 'jose';
import type { Subject } from '../domain/access/viewer.ts';
import { globalId, readId, type Id } from '../domain/ids.ts';

const DEMO_ISSUER = 'qinlin-demo';
const AUDIENCE = 'qinlin';
const DEMO_TOKEN_LIFE_MS = 30 * 86_400_000;

/** The bearer token is malformed, expired, or of an issuer that is not trusted here. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
}

export interface Identity {
  /** Throws `AuthenticationError` unless the token is good at `now`. */
  subjectOf(token: string, now: Date): Promise<Subject>;
}

/** Trusts nobody: what production mode does until an issuer is configured. */
export const noIssuer: Identity = {
  subjectOf: () => Promise.reject(new AuthenticationError('no issuer is configured')),
};

export class DemoIssuer implements Identity {
  readonly #secret: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  issue(kind: 'person' | 'app', id: string, now: Date): Promise<string> {
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(DEMO_ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(globalId(kind, id))
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + DEMO_TOKEN_LIFE_MS))
      .sign(this.#secret);
  }

  async subjectOf(token: string, now: Date): Promise<Subject> {
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        issuer: DEMO_ISSUER,
        audience: AUDIENCE,
        algorithms: ['HS256'],
        currentDate: now,
      });
      return toSubject(payload.sub ?? '');
    } catch (error) {
      throw new AuthenticationError('the token was not accepted', { cause: error });
    }
  }
}

function toSubject(text: string): Subject {
  const { kind, id } = readId(text);
  if (kind === 'person') return { kind: 'PERSON', person: id as Id<'person'> };
  if (kind === 'app') return { kind: 'APP', app: id as Id<'app'> };
  throw new AuthenticationError('the subject is neither a person nor an app');
}
