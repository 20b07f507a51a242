/** Ids that follow from names: of what is shipped, so that it is the same in every installation. */
import { createHash } from 'node:crypto';
import { newId, type Id } from '../domain/ids.ts';
import type { IdKind } from '../domain/kinds.ts';

/** Things that stay have been there since then. */
const LONG_AGO = new Date('2024-01-01T00:00:00Z');

export const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/** An id that depends on the name and the instant alone. */
export function namedId<K extends IdKind>(kind: K, name: string, at: Date = LONG_AGO): Id<K> {
  return newId(kind, at, digest(`${kind}:${name}`));
}
