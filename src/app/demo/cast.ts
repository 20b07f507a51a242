import type { Ask } from '../ask.ts';

/** An actor: somebody of a unit, under the hat of an alliance. Every attempt has a key of its own. */
export interface Actor {
  readonly ask: Ask;
  readonly key: () => string;
}

export type Cast = (unit: string, alliance: string, at: Date) => Actor;
