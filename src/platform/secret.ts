/** Secrets that are shown once: nothing but their hash is kept. */
import { createHash, randomBytes } from 'node:crypto';

const BITS = 160;

/** 160 random bits in lower-case hexadecimal: nobody guesses it, and it survives being read out and pasted. */
export const freshSecret = (): string => randomBytes(BITS / 8).toString('hex');

/** The SHA-256 by which it is found again, however it was pasted: white space around it and capitals do not matter. */
export const hashOfSecret = (secret: string): Buffer =>
  createHash('sha256').update(secret.trim().toLowerCase()).digest();
