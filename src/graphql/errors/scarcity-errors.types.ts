/** Refusals for want of something that others have by now, and what they carry. */
import { Directive, Field, ID, Int, ObjectType, type ClassType } from 'type-graphql';
import { Period, Quantity } from '../types/values.types.ts';
import { UserError } from './user-error.types.ts';

@ObjectType('NotEnoughLeftError', { implements: UserError, description: 'Less is left than was asked for (余量不足).' })
@Directive('@shareable')
class NotEnoughLeftError extends UserError {
  @Field(() => ID, { description: 'What there is not enough of (对象).' })
  id!: string;

  @Field(() => Quantity, { description: 'What was asked for (所需).' })
  requested!: Quantity;

  @Field(() => Quantity, { description: 'What is left (剩余).' })
  remaining!: Quantity;
}

@ObjectType('AccountLimitReachedError', {
  implements: UserError,
  description:
    'An account would go further than it may: below its credit limit, or above its ceiling (超出账户额度). Of an account that is not yours no figure is told.',
})
@Directive('@shareable')
class AccountLimitReachedError extends UserError {
  @Field(() => ID, { nullable: true, description: 'The account (账户); null where it is that of another unit.' })
  accountId!: string | null;

  @Field(() => Quantity, { description: 'What was asked for (所需).' })
  requested!: Quantity;

  @Field(() => Quantity, { nullable: true, description: 'What would be possible (可行数量).' })
  possible!: Quantity | null;

  @Field(() => Quantity, { nullable: true, description: 'How the account stands (余额).' })
  balance!: Quantity | null;

  @Field(() => Quantity, { nullable: true, description: 'The limit that it meets (额度).' })
  limit!: Quantity | null;
}

@ObjectType('SlotFullError', { implements: UserError, description: 'The slot has too few places left (时段已满).' })
@Directive('@shareable')
class SlotFullError extends UserError {
  @Field(() => ID, { description: 'The slot (时段).' })
  id!: string;

  @Field(() => Int, { description: 'Places asked for (所需名额).' })
  requested!: number;

  @Field(() => Int, { description: 'Places left (剩余名额).' })
  remaining!: number;
}

@ObjectType('PeriodNotFreeError', {
  implements: UserError,
  description: 'The resource is taken then, or cannot be had then (所选时间不可用).',
})
@Directive('@shareable')
class PeriodNotFreeError extends UserError {
  @Field(() => ID, { description: 'The resource (资源).' })
  id!: string;

  @Field(() => [Period], {
    description: 'When it is free on the days that were asked for (当日空闲时间), at most 20; empty where it is not.',
  })
  free!: Period[];
}

export const scarcityErrorTypes: readonly ClassType[] = [
  NotEnoughLeftError,
  AccountLimitReachedError,
  SlotFullError,
  PeriodNotFreeError,
];
