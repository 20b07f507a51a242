/** What a story is played on: its actors, its narrator, and what every step is held to. */
import type { Ask } from '../ask.ts';

/** A step that did not do what it says. */
export class TourError extends Error {
  override readonly name = 'TourError';
}

export interface Stage {
  /** The API, as that actor, under the hat of that alliance if one is named. */
  readonly as: (actor: string, alliance?: string) => Ask;
  readonly heading: (zh: string, en: string) => void;
  readonly tell: (text: string) => void;
  /** A key nobody has used: the tour can be played again on the same data. */
  readonly key: () => string;
}

/** The value, or the end of the tour: what should be there is there. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new TourError(`${what} 不存在 is missing`);
  return value;
}

export function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new TourError(what);
}

/** A payload without refusals. */
export function accepted<
  P extends { readonly userErrors: readonly { readonly code: string; readonly message: string }[] },
>(payload: P): P {
  const [refusal] = payload.userErrors;
  if (refusal !== undefined) throw new TourError(`${refusal.code}: ${refusal.message}`);
  return payload;
}

interface Refused {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
}

/** The refusal of an answer, which is of that type. */
export function refusedWith(type: string, { userErrors }: { readonly userErrors: readonly Refused[] }): Refused {
  const [refusal] = userErrors;
  if (refusal?.__typename !== type) throw new TourError(`${refusal?.code ?? '没有拒绝 not refused'}: ${type}`);
  return refusal;
}
