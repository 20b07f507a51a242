/** The issuer of the demonstration: it signs with a secret that lies in the home folder, and is trusted in demo mode only. */
import { jwtVerify, SignJWT } from 'jose';
import type { Subject } from '../../domain/access/viewer.ts';
import { globalId, readId, type Id } from '../../domain/ids.ts';
import { AuthenticationError, type GoodToken, type Issuer } from './identity.ts';

const NAME = 'qinlin-demo';
const AUDIENCE = 'qinlin';
const TOKEN_LIFE_MS = 30 * 86_400_000;

export class DemoIssuer implements Issuer {
  readonly name = NAME;
  readonly #secret: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  issue(kind: 'person' | 'app', id: string, now: Date): Promise<string> {
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(NAME)
      .setAudience(AUDIENCE)
      .setSubject(globalId(kind, id))
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + TOKEN_LIFE_MS))
      .sign(this.#secret);
  }

  async read(token: string, now: Date): Promise<GoodToken> {
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        issuer: NAME,
        audience: AUDIENCE,
        algorithms: ['HS256'],
        currentDate: now,
        requiredClaims: ['exp'],
      });
      return { who: toSubject(payload.sub ?? ''), expiresAt: new Date((payload.exp ?? 0) * 1000) };
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
