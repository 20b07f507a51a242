/** The numbers by which somebody is known at a counter, and what of them is told to the key of an attempt. */
import { createHash } from 'node:crypto';
import { RefusalError } from '../../../../domain/errors.ts';
import { isIdentityNumber } from '../../../../domain/privacy/numbers.ts';

export interface NumbersGiven {
  readonly mobile?: string | null;
  readonly identityNumber?: string | null;
}

export interface Numbers {
  /** Where they stand in the input. */
  readonly at: readonly string[];
  readonly mobile: string | null;
  readonly identityNumber: string | null;
}

/** Throws `INVALID_INPUT` where there is none, or the identity number is none. */
export function numbersOf(
  { mobile = null, identityNumber = null }: NumbersGiven,
  at: readonly string[] = ['input'],
): Numbers {
  const named = at.join('.');
  if (mobile === null && identityNumber === null) {
    throw RefusalError.invalid(
      at,
      '请提供手机号（mobile）或公民身份号码（identityNumber）。',
      `${named} needs a mobile number (mobile) or an identity number (identityNumber).`,
    );
  }
  const number = identityNumber?.toUpperCase() ?? null;
  if (number !== null && !isIdentityNumber(number)) {
    throw RefusalError.invalid(
      [...at, 'identityNumber'],
      '公民身份号码的地区、出生日期或校验码有误，请核对证件。',
      `${named}.identityNumber has a wrong area, day of birth or check character: compare it with the document.`,
    );
  }
  return { at, mobile: mobile === null || mobile.startsWith('+') ? mobile : `+86${mobile}`, identityNumber: number };
}

/**
 * The input as the key of an attempt remembers it. A hash of a number is as good as the number, since all can be tried: what is
 * kept tells one in 65,536, enough to find that a key was used for somebody else, and too little to find whom.
 */
export function withoutNumbers(input: NumbersGiven & { readonly idempotencyKey: string }): {
  readonly idempotencyKey: string;
} {
  const { mobile, identityNumber, ...rest } = input;
  const person = createHash('sha256')
    .update(`${mobile ?? ''}/${identityNumber ?? ''}`)
    .digest('hex')
    .slice(0, 4);
  const kept = { ...rest, person };
  return kept;
}

export const twoPersons = ({ at }: Numbers): RefusalError =>
  RefusalError.invalid(
    [...at, 'mobile'],
    '该手机号与该身份号码登记为两个人，请核对；只凭其中一项办理。',
    `${at.join('.')}.mobile and identityNumber are of two persons here: compare them, and go by one of them.`,
  );
