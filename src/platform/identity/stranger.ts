/** Who it is that signs in and is not known yet: a person all the same, always the same one, who holds nothing. */
import { createHash } from 'node:crypto';
import type { Id } from '../../domain/ids.ts';
import type { Login } from './identity.ts';

/**
 * A UUID of version 8 (RFC 9562, 5.8): the first bits of the SHA-256 of issuer and subject. It is nobody's row, and no id
 * made from the clock (version 7) can be equal to it.
 */
export function strangerOf({ issuer, subject }: Login): Id<'person'> {
  const bytes = createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex', 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Id<'person'>;
}
