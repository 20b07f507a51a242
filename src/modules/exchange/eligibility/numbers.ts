/** The numbers by which somebody is known at a counter, and what of them is told to the key of an attempt. */
import { createHash } from 'node:crypto';
import { dayInChina } from '../../../domain/calendar.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { bornOnOf } from '../../../domain/exchange/ages.ts';
import { isIdentityNumber } from '../../../domain/privacy/numbers.ts';

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

/** Throws `INVALID_INPUT` where there is none, or the identity number is none, or of nobody who is born yet. */
export function numbersOf(given: NumbersGiven, now: Date, at: readonly string[] = ['input']): Numbers {
  const { mobile, identityNumber } = written(given);
  const named = at.join('.');
  if (mobile === null && identityNumber === null) {
    throw RefusalError.invalid(
      at,
      '请提供手机号（mobile）或公民身份号码（identityNumber）。',
      `${named} needs a mobile number (mobile) or an identity number (identityNumber).`,
    );
  }
  if (identityNumber !== null && (!isIdentityNumber(identityNumber) || bornOnOf(identityNumber) > dayInChina(now))) {
    throw RefusalError.invalid(
      [...at, 'identityNumber'],
      '公民身份号码的地区、出生日期或校验码有误，请核对证件。',
      `${named}.identityNumber has a wrong area, day of birth or check character: compare it with the document.`,
    );
  }
  return { at, mobile, identityNumber };
}

/** One number, one way to write it. */
const written = ({ mobile = null, identityNumber = null }: NumbersGiven): Omit<Numbers, 'at'> => ({
  mobile: mobile === null || mobile.startsWith('+') ? mobile : `+86${mobile}`,
  identityNumber: identityNumber?.toUpperCase() ?? null,
});

/**
 * The input as the key of an attempt remembers it, beside what came of it. A hash of a number is as good as the number, since all
 * can be tried: what is kept tells one in sixteen, of one number alone, enough to find most slips by which a key was used for
 * somebody else, and too little to find whom. What somebody said of themselves is not in it at all.
 */
export function withoutNumbers({
  mobile,
  identityNumber,
  said: _,
  ...rest
}: NumbersGiven & { readonly idempotencyKey: string; readonly said?: unknown }): { readonly idempotencyKey: string } {
  const numbers = written({ mobile: mobile ?? null, identityNumber: identityNumber ?? null });
  const person = createHash('sha256')
    .update(numbers.identityNumber ?? numbers.mobile ?? '')
    .digest('hex')
    .slice(0, 1);
  const kept = { ...rest, person };
  return kept;
}

export const twoPersons = ({ at }: Numbers): RefusalError =>
  RefusalError.invalid(
    [...at, 'mobile'],
    '该手机号与该身份号码登记为两个人，请核对；只凭其中一项办理。',
    `${at.join('.')}.mobile and identityNumber are of two persons here: compare them, and go by one of them.`,
  );
