/** Money in the inputs of acts: in yuan (元), exact, to the fen. */
import { Field, InputType } from 'type-graphql';
import { isFigure, isQuantity } from '../../domain/quantity.ts';
import { compose, rule, type Check, type Decorate } from './input-rules.ts';
import { Decimal } from './scalars.ts';

const MOST = 100_000_000;

/** The most that is paid for at a counter. */
const MOST_AT_A_COUNTER = 1_000_000;

const isMoney =
  (most: number, { orNothing }: { readonly orNothing: boolean }): Check =>
  (value) =>
    typeof value === 'string' &&
    /^\d+(\.\d{1,2})?$/.test(value) &&
    (orNothing ? isFigure(value, most) : isQuantity(value, most));

@InputType('MoneyInput', { description: 'An amount of money (金额): exact, to the fen.' })
export class MoneyInput {
  @compose(
    false,
    Field(() => Decimal, {
      description: 'The amount (数额), e.g. `"1280.00"`. Greater than 0 and at most 100,000,000, to the fen.',
    }),
    rule(isMoney(MOST, { orNothing: false }), {
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

/** Yuan that are paid at a counter; from 0 where `orNothing`. */
export function YuanField(description: string, { optional = false, orNothing = false } = {}): Decorate {
  const [zh, en] = orNothing ? ['不小于 0', 'from 0'] : ['大于 0', 'greater than 0'];
  const message = {
    zh: `须为以元计的金额，${zh}且不超过 1,000,000，小数至多 2 位。`,
    en: `must be an amount in yuan, ${en} and at most 1,000,000, with at most 2 digits after the point.`,
  };
  return compose(
    optional,
    Field(() => Decimal, {
      nullable: optional,
      description: `${description} In yuan (元), ${en} and at most 1,000,000, with at most 2 digits after the point.`,
    }),
    rule(isMoney(MOST_AT_A_COUNTER, { orNothing }), message),
  );
}

/** Yuan or per cent, as the kind of a benefit says; left out where it needs none. */
export function CutField(description: string): Decorate {
  const message = {
    zh: '须为大于 0 的数（减额以元计，折扣以百分比计），不超过 1,000,000，小数至多 2 位。',
    en: 'must be greater than 0 (yuan of AMOUNT_OFF, per cent of PERCENTAGE) and at most 1,000,000, with at most 2 digits after the point.',
  };
  return compose(
    true,
    Field(() => Decimal, {
      nullable: true,
      description: `${description} Greater than 0 and at most 1,000,000 (of PERCENTAGE 100), with at most 2 digits after the point.`,
    }),
    rule(isMoney(MOST_AT_A_COUNTER, { orNothing: false }), message),
  );
}
