/** Chance that is the same every time: what is demonstrated today can be shown again tomorrow. */
import { digest } from '../named-id.ts';

/** A number in [0, 1) that depends on the name alone. */
export function chance(name: string): number {
  return Number.parseInt(Buffer.from(digest(name)).toString('hex', 0, 3), 16) / 0x1000000;
}

/** A whole number from `min` to `max`. */
export function between(name: string, min: number, max: number): number {
  return min + Math.floor(chance(name) * (max - min + 1));
}
