/**
 * Who asks, as words: what an issuer proves of a token, what the database knows of a login or a key, and what cannot be
 * proved. A bearer text says who asks, never what may be done: that is read from the rights contract on every request.
 */
import type { Id } from '../../domain/ids.ts';
import type { LoginName, Subject } from '../../domain/access/viewer.ts';

/** The bearer text is malformed, expired, of an issuer that is not trusted here, or a key that nobody has. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
}

/** The issuer cannot be asked for its keys, or gives none that can be used: whether a token is good is not known. */
export class IssuerAwayError extends Error {
  override readonly name = 'IssuerAwayError';
}

/** Somebody as an issuer names them. */
export interface Login extends LoginName {
  readonly kind: 'LOGIN';
}

/** What a good token says, and until when it says so. */
export interface GoodToken {
  readonly who: Subject | Login;
  readonly expiresAt: Date;
}

export interface Issuer {
  /** As tokens spell it in `iss`. */
  readonly name: string;
  /** Throws `AuthenticationError` unless the token is good at `now`, `IssuerAwayError` where that cannot be known. */
  read(token: string, now: Date): Promise<GoodToken>;
}

/** Who stands behind a bearer text. */
export interface Asker {
  readonly subject: Subject;
  /** Id of the login or the app key, by which each statement judges whether it still holds; null for what has none. */
  readonly credential: string | null;
}

export interface KnownLogin {
  readonly login: string;
  readonly person: Id<'person'>;
}

export interface KnownKey {
  readonly key: string;
  readonly app: Id<'app'>;
}

/**
 * What the database knows, valid or not. What it finds never changes: a login names one person for ever, a key one app.
 * What it does not find may be there a moment later.
 */
export interface Credentials {
  loginOf(issuer: string, subject: string): Promise<KnownLogin | null>;
  /** By the SHA-256 of the key's text. */
  keyOf(hash: Uint8Array): Promise<KnownKey | null>;
}

/** Hears that a key was used. */
export interface KeyUses {
  note(key: string, at: Date): void;
}
