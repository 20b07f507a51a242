/**
 * Token → subject. A token says who asks, never what it may do: that is read from the rights contract on every request.
 * The demo issuer signs with a secret that lies in the home folder and is known to demo mode only.
 */
import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Subject } from '../domain/access/viewer.ts';
import { globalId, readId, type Id } from '../domain/ids.ts';

const DEMO_ISSUER = 'qinlin-demo';
const AUDIENCE = 'qinlin';
const DEMO_TOKEN_LIFE_MS = 30 * 86_400_000;

/** The bearer token is malformed, expired, or of an issuer that is not trusted here. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
}

/** What a good token says. */
interface Credential {
  readonly subject: Subject;
  readonly expiresAt: Date;
}

export interface Identity {
  /** Throws `AuthenticationError` unless the token is good at `now`. */
  credentialOf(token: string, now: Date): Promise<Credential>;
}

/** Trusts nobody: what production mode does until an issuer is configured. */
export const noIssuer: Identity = {
  credentialOf: () => Promise.reject(new AuthenticationError('no issuer is configured')),
};

/** How many tokens are remembered as good. */
const REMEMBERED = 10_000;

/**
 * Checks a signature once for each token and remembers it until the token expires. Nothing else is remembered: what its
 * subject may do is asked of the database every time.
 */
export class Tokens {
  readonly #identity: Identity;
  readonly #good = new LRUCache<string, Credential>({ max: REMEMBERED });

  constructor(identity: Identity) {
    this.#identity = identity;
  }

  /** Throws `AuthenticationError` unless the token is good at `now`. */
  async subjectOf(token: string, now: Date): Promise<Subject> {
    const known = this.#good.get(token);
    if (known !== undefined && now < known.expiresAt) return known.subject;
    const credential = await this.#identity.credentialOf(token, now);
    this.#good.set(token, credential);
    return credential.subject;
  }
}

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

  async credentialOf(token: string, now: Date): Promise<Credential> {
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        issuer: DEMO_ISSUER,
        audience: AUDIENCE,
        algorithms: ['HS256'],
        currentDate: now,
        requiredClaims: ['exp'],
      });
      return { subject: toSubject(payload.sub ?? ''), expiresAt: new Date((payload.exp ?? 0) * 1000) };
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
