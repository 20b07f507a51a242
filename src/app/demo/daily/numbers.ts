/** Numbers of persons whom there are not. */
import { isIdentityNumber } from '../../../domain/privacy/numbers.ts';

/**
 * An identity number that is right and that nobody has: the first six digits are of the province alone (330000), and people are
 * registered in its counties.
 */
export function nobodysNumber(bornOn: string, sequence: number): string {
  const digits = `330000${bornOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const number = Array.from('0123456789X', (check) => digits + check).find((one) => isIdentityNumber(one));
  if (number === undefined) throw new Error(`${bornOn} is no day on which somebody was born`);
  return number;
}

/** Such as nobody in China has: `contacts.ts` says why. */
export const nobodysMobile = (sequence: number): string => `+861000000${String(2000 + sequence)}`;
