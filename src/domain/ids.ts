/**
 * Global ids: a typed prefix and the 32 hexadecimal digits of a UUIDv7 (RFC 9562), `offer_0193…`.
 * Inside, an id is the UUID as PostgreSQL spells it, branded with its kind; only the border spells the global form.
 */
import { BadInputError } from './errors.ts';
import { idTypes, type Id, type IdKind } from './kinds.ts';

export type { Id };

const GLOBAL_ID = /^([a-z]+)_([0-9a-f]{32})$/;

const isIdKind = (text: string): text is IdKind => Object.hasOwn(idTypes, text);

/** A new UUIDv7: 48 bits of `now` in milliseconds, then the `random` bits (10 bytes are used). */
export function newId<K extends IdKind>(_kind: K, now: Date, random: Uint8Array): Id<K> {
  const time = now.getTime().toString(16).padStart(12, '0');
  const rest = Buffer.from(random.subarray(0, 10)).toString('hex');
  const variant = ((Number.parseInt(rest.charAt(4), 16) & 0x3) | 0x8).toString(16);
  const hex = `${time}7${rest.slice(1, 4)}${variant}${rest.slice(5)}`;
  return hyphenated(hex) as Id<K>;
}

function hyphenated(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The global spelling of an id, as clients see it. */
export function globalId(kind: IdKind, id: string): string {
  return `${kind}_${id.replaceAll('-', '')}`;
}

/** Reads a global id of any kind. Throws `BadInputError` when it is not one. */
export function readId(text: string): { kind: IdKind; id: string } {
  const [, kind = '', hex = ''] = GLOBAL_ID.exec(text) ?? [];
  if (!isIdKind(kind)) throw BadInputError.malformedId(text);
  return { kind, id: hyphenated(hex) };
}

/** The id that a text spells, where it is one of that kind; of any other text `parseId` says what is wrong with it. */
export function idIn<K extends IdKind>(wanted: K, text: string): Id<K> | null {
  const [, kind = '', hex = ''] = GLOBAL_ID.exec(text) ?? [];
  return kind === wanted ? (hyphenated(hex) as Id<K>) : null;
}

/** Reads a global id of the kind that is wanted. Throws `BadInputError` when it is another or none. */
export function parseId<K extends IdKind>(wanted: K, text: string): Id<K> {
  const { kind, id } = readId(text);
  if (kind !== wanted) throw BadInputError.idOfAnotherKind(text, wanted, kind);
  return id as Id<K>;
}
