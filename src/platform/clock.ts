/** The only source of "now" and of randomness; tests bring their own. */
import { randomFillSync } from 'node:crypto';
import { newId, type Id } from '../domain/ids.ts';
import type { IdKind } from '../domain/kinds.ts';

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Random bytes, drawn many at a time: asking for a few costs as much as asking for all of them. None is used twice. */
const drawn = { bytes: new Uint8Array(4096), used: 4096 };

function randomBytes(count: number): Uint8Array {
  if (drawn.used + count > drawn.bytes.length) {
    randomFillSync(drawn.bytes);
    drawn.used = 0;
  }
  drawn.used += count;
  return drawn.bytes.subarray(drawn.used - count, drawn.used);
}

/** The random part of the last id and its millisecond: ids that one process makes sort in the order they were made. */
const last = { at: -1, random: new Uint8Array(10) };

/** A fresh id whose time part is `now`; within one millisecond, greater than the one before (RFC 9562, 6.2, method 2). */
export function freshId<K extends IdKind>(kind: K, now: Date): Id<K> {
  if (now.getTime() === last.at) increment(last.random);
  else last.random.set(randomBytes(last.random.length));
  last.at = now.getTime();
  return newId(kind, now, last.random);
}

/** Adds a random amount to the low 7 bytes: 56 bits do not overflow in a millisecond. */
function increment(random: Uint8Array): void {
  const [low = 0, high = 0] = randomBytes(2);
  let carry = 1 + low + (high << 8);
  for (let i = 9; i >= 3 && carry > 0; i -= 1) {
    carry += random[i] ?? 0;
    random[i] = carry & 0xff;
    carry >>= 8;
  }
}
