/**
 * App keys (应用密钥): `qlk_<prefix>_<secret><checksum>`. The prefix tells keys of one app apart and is no secret; the
 * checksum lets a scanner of secrets, and this door, tell a key from what only looks like one without asking anybody.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

const PREFIX_BYTES = 5;
const SECRET_BYTES = 32;
/** How many random bytes a key is made of. */
export const APP_KEY_BYTES = PREFIX_BYTES + SECRET_BYTES;

const BEGINNING = 'qlk_';
/** 8 characters of base32 (RFC 4648, lower case), 43 of base64url, 6 of base62. */
const FORM = /^(qlk_([a-z2-7]{8})_[A-Za-z0-9_-]{43})([0-9A-Za-z]{6})$/;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What may be kept of a key. */
interface AppKeyMark {
  readonly prefix: string;
  /** SHA-256 of the whole text. A secret of 256 bits needs no slow hash and no salt. */
  readonly hash: Buffer;
}

export interface AppKey extends AppKeyMark {
  /** Shown once, to whoever asked for it, and kept nowhere. */
  readonly text: string;
}

/** The key that `APP_KEY_BYTES` random bytes spell. Throws `RangeError` for fewer or more. */
export function makeAppKey(random: Uint8Array): AppKey {
  if (random.length !== APP_KEY_BYTES) throw new RangeError(`an app key is made of ${APP_KEY_BYTES} random bytes`);
  const bytes = Buffer.from(random);
  const prefix = spelled(bytes.readUIntBE(0, PREFIX_BYTES), BASE32, 8);
  const body = `${BEGINNING}${prefix}_${bytes.toString('base64url', PREFIX_BYTES)}`;
  const text = body + checksumOf(body);
  return { text, prefix, hash: hashOf(text) };
}

/** Whether the text means to be a key; no token begins like one. */
export const isLikeAppKey = (text: string): boolean => text.startsWith(BEGINNING);

/** Null where the text is not spelled as a key, or its checksum does not fit. */
export function readAppKey(text: string): AppKeyMark | null {
  const [, body = '', prefix = '', checksum] = FORM.exec(text) ?? [];
  return checksum === checksumOf(body) ? { prefix, hash: hashOf(text) } : null;
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** CRC-32, as GitHub spells it in its tokens. */
const checksumOf = (body: string): string => spelled(crc32(body), BASE62, 6);

function spelled(number: number, alphabet: string, length: number): string {
  let text = '';
  for (let rest = number; text.length < length; rest = Math.floor(rest / alphabet.length)) {
    text = alphabet.charAt(rest % alphabet.length) + text;
  }
  return text;
}
