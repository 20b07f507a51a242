/** An OpenID provider whose access tokens are trusted (RFC 9068, or plain JWTs); its ID tokens are for others to read. */
import { errors, jwtVerify, type JWTPayload, type JWTVerifyResult } from 'jose';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import { AuthenticationError, IssuerAwayError, type GoodToken, type Issuer } from './identity.ts';
import { IssuerKeys, PATIENCE } from './issuer-keys.ts';

/** Signatures by a private key only: with HS256, whoever knows the public key could sign. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** How far the clocks of issuer and server may be apart, either way. */
const TOLERANCE_S = 30;

/** OpenID Connect Core 1.0, section 2. Control characters are in no subject, and PostgreSQL's text takes not all of them. */
const LONGEST_SUBJECT = 255;
const CONTROL = /\p{Cc}/u;

/** RFC 9068, section 2.1; older providers say what they say of any JWT, or nothing. Logout tokens and the like name themselves. */
const ACCESS_TOKEN_TYPES = new Set(['jwt', 'at+jwt']);

/** Claims that only an ID token has: OpenID Connect Core 1.0, section 3.3.2.11, and FAPI 1.0. */
const ID_TOKEN_CLAIMS = ['at_hash', 'c_hash', 's_hash'];

/**
 * What an access token calls itself in claims, where its header says no more than JWT: Keycloak in `typ` (its others are ID,
 * Refresh, Logout…), Cognito in `token_use` (the other is id).
 */
const CLAIMED_TYPES = new Set(['bearer', ...ACCESS_TOKEN_TYPES]);
const CLAIMED_USES = new Set(['access']);

export class OidcIssuer implements Issuer {
  readonly name: string;
  readonly #audience: string;
  readonly #keys: IssuerKeys;

  constructor({ issuer, audience, jwksUrl }: NonNullable<Config['oidc']>, logger: Logger, patience = PATIENCE) {
    this.name = issuer;
    this.#audience = audience;
    this.#keys = new IssuerKeys({ issuer, jwksUrl }, logger, patience);
  }

  async read(token: string, now: Date): Promise<GoodToken> {
    const { payload, protectedHeader } = await this.#verified(token, now);
    const { sub: subject, exp = 0, iat = 0 } = payload;
    if (!isAccessToken(protectedHeader.typ, payload)) throw new AuthenticationError('the token is no access token');
    // jose looks at `iat` only where a token has a greatest age.
    if (iat > now.getTime() / 1000 + TOLERANCE_S) throw new AuthenticationError('the token is of the future');
    if (!isSubject(subject)) throw new AuthenticationError('the token has no subject that can be used');
    return { who: { kind: 'LOGIN', issuer: this.name, subject }, expiresAt: new Date((exp + TOLERANCE_S) * 1000) };
  }

  /** Fetches the keys beforehand, for whoever comes first; where they cannot be had, the log says so and nothing is lost. */
  prepare(): void {
    this.#keys.prepare();
  }

  close(): void {
    this.#keys.close();
  }

  async #verified(token: string, now: Date): Promise<JWTVerifyResult> {
    try {
      return await jwtVerify(token, this.#keys.find, {
        issuer: this.name,
        audience: this.#audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE_S,
        currentDate: now,
        requiredClaims: ['exp', 'sub'],
      });
    } catch (error) {
      if (error instanceof IssuerAwayError) throw error;
      throw new AuthenticationError(`the token was not accepted${claimOf(error)}`, { cause: error });
    }
  }
}

/** jose sees to it that there is one, not to what it is. */
const isSubject = (sub: unknown): sub is string =>
  typeof sub === 'string' && sub !== '' && sub.length <= LONGEST_SUBJECT && !CONTROL.test(sub) && sub.isWellFormed();

function isAccessToken(typ: unknown, payload: JWTPayload): boolean {
  return (
    isOneOf(ACCESS_TOKEN_TYPES, typ) &&
    isOneOf(CLAIMED_TYPES, payload['typ']) &&
    isOneOf(CLAIMED_USES, payload['token_use']) &&
    !ID_TOKEN_CLAIMS.some((claim) => claim in payload)
  );
}

/** Whoever says nothing of it says nothing else. */
function isOneOf(words: ReadonlySet<string>, said: unknown): boolean {
  if (said === undefined) return true;
  return typeof said === 'string' && words.has(said.toLowerCase().replace(/^application\//, ''));
}

/** The name of the claim that is to blame, for the log; never its value. */
function claimOf(error: unknown): string {
  const isClaim = error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired;
  return isClaim ? `: ${error.claim}` : '';
}
