/** What a match is about in detail: items that were ordered, and what was proposed one after the other. */
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Money, Period, Quantity } from '../../../../graphql/types/values.types.ts';
import { UnitReference } from '../../references.types.ts';
import { InReturn } from './in-return.types.ts';

@ObjectType('MatchItem', { description: 'Something that was ordered from a menu (点单明细), as the menu was then.' })
export class MatchItem {
  @Field(() => String, { description: 'Its code in the menu (菜单项代码).' })
  code!: string;

  @Field(() => String, { description: 'Its name (名称).' })
  name!: string;

  @Field(() => String, { description: 'What one of it is (计价单位), e.g. `次`.' })
  unit!: string;

  @Field(() => Int, { description: 'How many (数量).' })
  count!: number;

  @Field(() => Money, {
    nullable: true,
    description: 'The price of one (单价) when it was ordered; null where it was free.',
  })
  price!: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'The price of all of them (小计); null where it was free. Computed.',
  })
  total!: Money | null;
}

@ObjectType('MatchTerms', {
  description: 'What one side proposed in a match (撮合条件). Seen by whoever sees the match.',
})
export class MatchTerms {
  @Field(() => Int, { description: 'Which writing it is (第几次), from 1.' })
  number!: number;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that proposed it (提出单位).' })
  unit!: UnitReference | null;

  @Field(() => Quantity, { description: 'How much (数量).' })
  quantity!: Quantity;

  @Field(() => Period, { nullable: true, description: 'When it is to be delivered (履行时段), where that was said.' })
  period!: Period | null;

  @Field(() => InReturn, { nullable: true, description: 'What is given in return (回馈), if anything.' })
  inReturn!: InReturn | null;

  @Field(() => String, { nullable: true, description: 'Why (说明).' })
  note!: string | null;

  @Field(() => DateTime, { description: 'Proposed at (提出时间).' })
  createdAt!: string;
}
