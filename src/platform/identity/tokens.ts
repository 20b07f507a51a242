/** Bearer text → who is behind it: an app by its key, or whom a trusted issuer vouches for. */
import { decodeJwt } from 'jose';
import { LRUCache } from 'lru-cache';
import { isLikeAppKey, readAppKey } from './app-key.ts';
import {
  AuthenticationError,
  type Asker,
  type Credentials,
  type GoodToken,
  type Issuer,
  type KeyUses,
  type KnownKey,
  type KnownLogin,
  type Login,
} from './identity.ts';
import { strangerOf } from './stranger.ts';

/** How long a token is not checked again: an issuer that takes a key out of use is heeded when that is over. */
const REMEMBERED_MS = 5 * 60_000;
/** How much text of good tokens is remembered. */
const REMEMBERED_CHARACTERS = 16_000_000;
/** How many logins, and how many keys, are remembered. */
const REMEMBERED = 10_000;

/**
 * Checks a signature once for each token and remembers it for some minutes. Beside that only what never changes is
 * remembered; what somebody may do, and whether their login or key still holds, is asked of the database every time.
 */
export class Tokens {
  readonly #issuers: ReadonlyMap<string, Issuer>;
  readonly #credentials: Credentials;
  readonly #uses: KeyUses;
  readonly #good = new LRUCache<string, GoodToken>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_good, token) => token.length,
  });
  readonly #logins = new LRUCache<string, KnownLogin>({ max: REMEMBERED });
  readonly #keys = new LRUCache<string, KnownKey>({ max: REMEMBERED });

  constructor(issuers: readonly Issuer[], credentials: Credentials, uses: KeyUses) {
    this.#issuers = new Map(issuers.map((issuer) => [issuer.name, issuer]));
    this.#credentials = credentials;
    this.#uses = uses;
  }

  /** Throws `AuthenticationError` unless the text is good at `now`, `IssuerAwayError` where that cannot be known. */
  async askerOf(text: string, now: Date): Promise<Asker> {
    if (isLikeAppKey(text)) return this.#appOf(text, now);
    const { who } = await this.#goodToken(text, now);
    return who.kind === 'LOGIN' ? this.#personOf(who) : { subject: who, credential: null };
  }

  async #goodToken(token: string, now: Date): Promise<GoodToken> {
    const known = this.#good.get(token);
    if (known !== undefined && now < known.expiresAt) return known;
    const issuer = this.#issuers.get(issuerNamedBy(token));
    if (issuer === undefined) throw new AuthenticationError('the issuer of the token is not trusted here');
    const { who, expiresAt } = await issuer.read(token, now);
    const good = { who, expiresAt: new Date(Math.min(expiresAt.getTime(), now.getTime() + REMEMBERED_MS)) };
    this.#good.set(token, good);
    return good;
  }

  /** Whoever the database does not know is asked for again the next time: they may be known by then. */
  async #personOf(who: Login): Promise<Asker> {
    const named = JSON.stringify([who.issuer, who.subject]);
    const known = this.#logins.get(named) ?? (await this.#credentials.loginOf(who.issuer, who.subject));
    if (known === null) {
      const unknownAs = { issuer: who.issuer, subject: who.subject };
      return { subject: { kind: 'PERSON', person: strangerOf(who), unknownAs }, credential: null };
    }
    this.#logins.set(named, known);
    return { subject: { kind: 'PERSON', person: known.person }, credential: known.login };
  }

  async #appOf(text: string, now: Date): Promise<Asker> {
    const mark = readAppKey(text);
    if (mark === null) throw new AuthenticationError('the app key is not spelled as one');
    const hash = mark.hash.toString('base64url');
    const known = this.#keys.get(hash) ?? (await this.#credentials.keyOf(mark.hash));
    if (known === null) throw new AuthenticationError('there is no such app key');
    this.#keys.set(hash, known);
    this.#uses.note(known.key, now);
    return { subject: { kind: 'APP', app: known.app }, credential: known.key };
  }
}

/** Whom the token says it is from: only to know whom to ask, for nothing is proved yet. */
function issuerNamedBy(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch (cause) {
    throw new AuthenticationError('the token is no JWT', { cause });
  }
}
