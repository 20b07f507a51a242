/** By which somebody is known at a counter: never kept, only their marks are (docs/decisions/0077). */
import { InputType } from 'type-graphql';
import { TextField } from '../../../graphql/types/inputs.types.ts';

@InputType()
export abstract class KnownByNumber {
  @TextField('Their mobile number (手机号), with the code of the country unless it is of China. It is not kept.', {
    max: 20,
    optional: true,
    matching: /^(?:1[3-9]\d{9}|\+[1-9]\d{7,14})$/,
    hint: {
      zh: '须为 11 位手机号，或带国家代码的号码（+…）。',
      en: 'must be a mobile number of 11 digits, or one with the code of its country (+…).',
    },
  })
  mobile?: string | null;

  @TextField('Their identity number (公民身份号码). It is not kept; the day of birth is taken from it.', {
    max: 18,
    optional: true,
    matching: /^\d{17}[\dXx]$/,
    hint: { zh: '须为 18 位公民身份号码。', en: 'must be an identity number of 18 characters.' },
  })
  identityNumber?: string | null;
}
