/** Money in the inputs of acts at a counter. */
import { Field } from 'type-graphql';
import { isQuantity } from '../../domain/quantity.ts';
import { compose, rule, type Check, type Decorate } from './input-rules.ts';
import { Decimal } from './scalars.ts';

/** The most that is paid for at a counter. */
const LARGEST = 1_000_000;

/** Yuan, to the fen; from 0 where `orNothing`. */
export function YuanField(description: string, { optional = false, orNothing = false } = {}): Decorate {
  const fits: Check = (value) =>
    typeof value === 'string' &&
    /^\d+(\.\d{1,2})?$/.test(value) &&
    (isQuantity(value, LARGEST) || (orNothing && Number(value) === 0));
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
    rule(fits, message),
  );
}
