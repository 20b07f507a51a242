/** Somebody in a world: a token, a hat, and what to do with them. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { globalId, type Id } from '../../src/domain/ids.ts';
import type { Answer, Headers, World } from './world.ts';

interface Hat {
  readonly person: Id<'person'> | null;
  readonly app?: Id<'app'>;
  readonly unit: Id<'unit'> | null;
  readonly alliance: Id<'alliance'> | null;
}

interface Refused {
  readonly __typename?: string;
  readonly code: string;
  readonly message: string;
}

/** The only field of a mutation's answer. */
type PayloadOf<R> = R[keyof R];

export class Actor {
  readonly person: Id<'person'> | null;
  readonly app: Id<'app'> | null;
  readonly unit: Id<'unit'> | null;
  readonly #world: World;
  readonly #token: string;
  readonly #headers: Headers;

  constructor(world: World, token: string, hat: Hat, headers: Headers = {}) {
    this.#world = world;
    this.#token = token;
    this.person = hat.person;
    this.app = hat.app ?? null;
    this.unit = hat.unit;
    const alliance: Headers = hat.alliance === null ? {} : { 'x-acting-alliance': globalId('alliance', hat.alliance) };
    this.#headers = { ...alliance, ...headers };
  }

  /** The global id of the unit acted for. */
  get unitId(): string {
    return this.unit === null ? '' : globalId('unit', this.unit);
  }

  /** The same person, with other headers; an empty one is left out. */
  wearing(headers: Headers): Actor {
    const all = Object.entries({ ...this.#headers, ...headers }).filter(([, value]) => value !== '');
    return new Actor(
      this.#world,
      this.#token,
      { person: this.person, ...(this.app === null ? {} : { app: this.app }), unit: this.unit, alliance: null },
      Object.fromEntries(all),
    );
  }

  withoutHat(): Actor {
    return this.wearing({ 'x-acting-alliance': '' });
  }

  /** What every request of theirs carries. */
  get headers(): Headers {
    return { authorization: `Bearer ${this.#token}`, 'accept-language': 'en', ...this.#headers };
  }

  /** What came back, as it is. */
  try<R, V>(document: TypedDocumentNode<R, V> | string, variables?: V): Promise<Answer<R>> {
    return this.#world.ask<R, V>(document, variables, this.headers);
  }

  /** Data, or the test fails with what was said instead. */
  async ask<R, V>(document: TypedDocumentNode<R, V>, variables: V): Promise<R> {
    const { data, errors } = await this.try(document, variables);
    if (errors !== undefined || data === undefined || data === null) throw new Error(JSON.stringify(errors, null, 2));
    return data;
  }

  /** A mutation with a key of its own; its payload, whatever became of it. */
  async act<R, I extends object>(
    document: TypedDocumentNode<R, { input: I & { idempotencyKey: string } }>,
    input: I,
    idempotencyKey: string = this.#world.key(),
  ): Promise<PayloadOf<R>> {
    const data = await this.ask(document, { input: { ...input, idempotencyKey } });
    const [payload] = Object.values(data as Record<string, PayloadOf<R>>);
    if (payload === undefined) throw new Error('a mutation without a payload');
    return payload;
  }

  /** A mutation that is done; the test fails where it is refused. */
  async do<R, I extends object>(
    document: TypedDocumentNode<R, { input: I & { idempotencyKey: string } }>,
    input: I,
    idempotencyKey?: string,
  ): Promise<PayloadOf<R>> {
    const payload = await this.act(document, input, idempotencyKey);
    const [refusal] = (payload as { userErrors: readonly Refused[] }).userErrors;
    if (refusal !== undefined) throw new Error(`${refusal.code}: ${refusal.message}`);
    return payload;
  }

  /** A mutation that is refused; the first refusal. */
  async refused<R, I extends object>(
    document: TypedDocumentNode<R, { input: I & { idempotencyKey: string } }>,
    input: I,
    idempotencyKey?: string,
  ): Promise<Refused & Record<string, unknown>> {
    const payload = await this.act(document, input, idempotencyKey);
    const [refusal] = (payload as { userErrors: readonly Refused[] }).userErrors;
    if (refusal === undefined) throw new Error('the act was done, and should have been refused');
    return refusal as Refused & Record<string, unknown>;
  }
}
