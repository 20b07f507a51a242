/** What commands act on: things that are known by id, the last of each kind first, so that a small number is a recent thing. */
import type { IdKind } from '../../../src/domain/kinds.ts';

export interface Thing {
  readonly id: string;
  /** The version that was read last. */
  readonly version: number;
}

/** What there is to act on: what a model holds, or what was heard of while many act at once. */
export interface Things {
  readonly now: Date;
  /** In the order in which they were made. */
  all(kind: IdKind): readonly Thing[];
  /** The id of a unit, as clients spell it. */
  unitId(unit: string): string;
}

/** The one that is meant by a number, counted from the last; null where there is none. */
export function nth<T>(things: readonly T[], index: number): T | null {
  return things.at(-1 - (index % Math.max(things.length, 1))) ?? null;
}

/** The same, where it is known that there is one. */
export function meant<T>(things: readonly T[], index: number): T {
  const thing = nth(things, index);
  if (thing === null) throw new Error('a command on nothing');
  return thing;
}
