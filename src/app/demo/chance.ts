/** Chance that is the same every time: what is demonstrated today can be shown again tomorrow. */
import { createHash } from 'node:crypto';
import { newId, type Id } from '../../domain/ids.ts';
import type { IdKind } from '../../domain/kinds.ts';

/** Things that stay have been there since then. */
const LONG_AGO = new Date('2024-01-01T00:00:00Z');

const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/** An id that depends on the name and the instant alone; units, people and alliances have the same in every installation. */
export function namedId<K extends IdKind>(kind: K, name: string, at: Date = LONG_AGO): Id<K> {
  return newId(kind, at, digest(`${kind}:${name}`));
}

/** A number in [0, 1) that depends on the name alone. */
export function chance(name: string): number {
  return Number.parseInt(Buffer.from(digest(name)).toString('hex', 0, 3), 16) / 0x1000000;
}

/** A whole number from `min` to `max`. */
export function between(name: string, min: number, max: number): number {
  return min + Math.floor(chance(name) * (max - min + 1));
}
