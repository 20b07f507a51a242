/** Protected values in the audit: encrypted under the key of whom they are about, and unreadable once that is destroyed. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DataSubject } from '../../domain/access/data-subject.ts';
import type { Within } from '../desk.ts';
import { run } from '../statement.ts';
import { sha256 } from './format.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What `data.audit.protected` holds for one subject. */
export const sealedPart = z.object({
  kind: z.string(),
  id: z.string(),
  /** Which key it was: a subject that is recorded anew after it was erased has another. */
  key: z.string(),
  /** Base64 of nonce, ciphertext and tag. */
  sealed: z.string(),
});
type SealedPart = z.infer<typeof sealedPart>;

export type ProtectedValues = Readonly<Record<string, unknown>>;

/** A data subject whose key is held: nobody erases it before the act is over. */
export class HeldSubject {
  readonly subject: DataSubject;
  readonly #key: Buffer;

  constructor(subject: DataSubject, key: Buffer) {
    this.subject = subject;
    this.#key = key;
  }

  /** Encrypts the values for that entry of the audit and no other. */
  encrypt(entryId: string, values: ProtectedValues): SealedPart {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce).setAAD(Buffer.from(entryId));
    const text = Buffer.concat([cipher.update(JSON.stringify(values)), cipher.final()]);
    const sealed = Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64');
    return { ...this.subject, key: nameOfKey(this.#key), sealed };
  }
}

/** Tells keys apart, and nothing of what they are. */
const nameOfKey = (key: Buffer): string => sha256(key).toString('hex', 0, 8);

/** Holds the key of the subject to the end of the transaction, and makes it where there is none. */
export async function holdSubject(within: Within, subject: DataSubject, now: Date): Promise<HeldSubject> {
  const values = [subject.kind, subject.id, randomBytes(32), now.toISOString()];
  const [row] = await run(within, 'select data.hold_subject_key($1, $2::uuid, $3, $4::timestamptz) as key', values);
  return new HeldSubject(subject, z.object({ key: z.instanceof(Buffer) }).parse(row).key);
}

/** The values again; null where that key is no more. Throws where key and entry are the right ones and the text is not. */
export function decrypt(part: SealedPart, entryId: string, key: Buffer | null): ProtectedValues | null {
  if (key === null || nameOfKey(key) !== part.key) return null;
  const sealed = Buffer.from(part.sealed, 'base64');
  const [text, end] = [sealed.subarray(NONCE_BYTES, -TAG_BYTES), sealed.subarray(-TAG_BYTES)];
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(entryId))
    .setAuthTag(end);
  const read = Buffer.concat([decipher.update(text), decipher.final()]).toString();
  return JSON.parse(read) as ProtectedValues;
}
