import { Field, InputType } from 'type-graphql';
import { compose, rule, type Check } from './input-rules.ts';
import { Decimal } from './scalars.ts';

const MOST = 100_000_000;
const isMoney: Check = (value) =>
  typeof value === 'string' && /^\d+(\.\d{1,2})?$/.test(value) && Number(value) > 0 && Number(value) <= MOST;

@InputType('MoneyInput', { description: 'An amount of money (金额): exact, to the fen.' })
export class MoneyInput {
  @compose(
    false,
    Field(() => Decimal, {
      description: 'The amount (数额), e.g. `"1280.00"`. Greater than 0 and at most 100,000,000, to the fen.',
    }),
    rule(isMoney, {
      zh: '须大于 0 且不超过 100,000,000，精确到分。',
      en: 'must be greater than 0 and at most 100,000,000, with at most 2 digits after the point.',
    }),
  )
  amount!: string;

  @compose(
    false,
    Field(() => String, { defaultValue: 'CNY', description: 'The currency (币种) by ISO 4217: `CNY`, yuan, alone.' }),
    rule((value) => value === 'CNY', { zh: '须为 CNY。', en: 'must be CNY.' }),
  )
  currency!: string;
}
