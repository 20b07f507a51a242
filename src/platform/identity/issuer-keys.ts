/**
 * The public keys of an issuer, fetched when they are needed and kept for some minutes. jose keeps them, and asks again
 * for a key it does not know; here is where they are found, and what happens when they cannot be had.
 */
import { createRemoteJWKSet, customFetch, type FetchImplementation } from 'jose';
import { z } from 'zod';
import { isSecureUrl } from '../config.ts';
import type { Logger } from '../logger.ts';
import { IssuerAwayError } from './identity.ts';

/** Milliseconds each. */
export interface Patience {
  /** How long the issuer may take to answer. */
  readonly answer: number;
  /** How long keys are kept: one that the issuer has taken away is trusted no longer than this. */
  readonly keep: number;
  /** After the keys have come, how long nobody asks for one that is not among them: made-up key ids cost the issuer little. */
  readonly unknownKey: number;
  /** After the issuer has failed, how long it is left alone. */
  readonly rest: number;
}

export const PATIENCE: Patience = { answer: 5_000, keep: 300_000, unknownKey: 10_000, rest: 1_000 };

interface Where {
  readonly issuer: string;
  /** Null: as the issuer's discovery document says. */
  readonly jwksUrl: string | null;
}

type Options = Parameters<FetchImplementation>[1];

/** OpenID Connect Discovery 1.0, section 3, as far as it is used. */
const discoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url() });
/** RFC 7517, section 5. */
const keySet = z.object({ keys: z.array(z.looseObject({})) });

export class IssuerKeys {
  /** Throws `IssuerAwayError` where the keys cannot be had. */
  readonly find: ReturnType<typeof createRemoteJWKSet>;
  readonly #where: Where;
  readonly #logger: Logger;
  readonly #patience: Patience;
  readonly #closed = new AbortController();
  /** Why the keys could not be had the last time, and until when (of this process's life) nobody tries again. */
  #failure: IssuerAwayError | null = null;
  #restsUntil = 0;

  constructor(where: Where, logger: Logger, patience: Patience) {
    this.#where = where;
    this.#logger = logger;
    this.#patience = patience;
    this.find = createRemoteJWKSet(new URL(where.jwksUrl ?? discoveryUrlOf(where.issuer)), {
      timeoutDuration: patience.answer,
      cooldownDuration: patience.unknownKey,
      cacheMaxAge: patience.keep,
      [customFetch]: (url, options) => this.#fetch(url, options),
    });
  }

  /** Fetches them now, and does not wait for them. */
  prepare(): void {
    this.find.reload().catch(() => undefined);
  }

  /** Nothing is fetched any more, and what is under way is given up. */
  close(): void {
    this.#closed.abort();
  }

  async #fetch(url: string, options: Options): Promise<Response> {
    if (this.#failure !== null && performance.now() < this.#restsUntil) throw this.#failure;
    try {
      const signal = AbortSignal.any([options.signal, this.#closed.signal]);
      const keys = await this.#keysFrom(url, { ...options, signal });
      if (this.#failure !== null) this.#logger.info({ issuer: this.#where.issuer }, 'the issuer of tokens is back');
      this.#failure = null;
      return Response.json(keys);
    } catch (cause) {
      throw this.#failed(cause);
    }
  }

  async #keysFrom(url: string, options: Options): Promise<z.infer<typeof keySet>> {
    if (this.#where.jwksUrl !== null) return keySet.parse(await jsonFrom(url, options));
    const found = discoveryDocument.parse(await jsonFrom(url, options));
    if (found.issuer !== this.#where.issuer) throw new IssuerAwayError('the discovery document is of another issuer');
    if (!isSecureUrl(found.jwks_uri)) throw new IssuerAwayError('the keys are to be had over https only');
    return keySet.parse(await jsonFrom(found.jwks_uri, options));
  }

  /** Told to the log once, until it is over. */
  #failed(cause: unknown): IssuerAwayError {
    const failure = cause instanceof IssuerAwayError ? cause : new IssuerAwayError('the keys cannot be had', { cause });
    if (this.#failure === null && !this.#closed.signal.aborted) {
      this.#logger.error({ issuer: this.#where.issuer, err: failure }, 'the issuer of tokens is away');
    }
    this.#failure = failure;
    this.#restsUntil = performance.now() + this.#patience.rest;
    return failure;
  }
}

/** OpenID Connect Discovery 1.0, section 4: a slash at the end of the issuer is dropped. */
const discoveryUrlOf = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

async function jsonFrom(url: string, options: Options): Promise<unknown> {
  const response = await fetch(url, options);
  if (response.status === 200) return response.json();
  await response.body?.cancel();
  throw new IssuerAwayError(`the issuer answers with status ${response.status}`);
}
