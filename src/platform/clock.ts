/** The only source of "now" and of randomness; tests bring their own. */
import { randomFillSync } from 'node:crypto';
import { newId, type Id } from '../domain/ids.ts';
import type { IdKind } from '../domain/kinds.ts';

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A fresh id whose time part is `now`. */
export function freshId<K extends IdKind>(kind: K, now: Date): Id<K> {
  return newId(kind, now, randomFillSync(new Uint8Array(10)));
}
