import { Field, Int, ObjectType } from 'type-graphql';
import type { FlowAction } from '../../../../domain/exchange/flow.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Quantity } from '../../../../graphql/types/values.types.ts';
import { UnitReference } from '../../references.types.ts';
import { FlowActions } from '../deliveries/flow.types.ts';

@ObjectType('CommitmentSeries', {
  description:
    'A promise of the terms and all its times (分期承诺): one commitment, or one on each day of a rule. Its figures are sums over them, as of now.',
})
export class CommitmentSeries {
  @Field(() => Int, { description: 'Its place in the terms, from 1 (条款序号).' })
  number!: number;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that delivers (履行方).' })
  from!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that receives (接收方).' })
  to!: UnitReference | null;

  @Field(() => FlowActions, { description: 'What is promised (承诺动作).' })
  action!: FlowAction;

  @Field(() => String, { description: 'What (内容).' })
  title!: string;

  @Field(() => Quantity, { description: 'How much each time (每期承诺量).' })
  each!: Quantity;

  @Field(() => Int, { description: 'How many times (期数).' })
  times!: number;

  @Field(() => Int, { description: 'How many of them are over: delivered, or released (已了结期数).' })
  timesSettled!: number;

  @Field(() => Int, { description: 'How many of them should have been delivered by now, and were not (逾期期数).' })
  timesOverdue!: number;

  @Field(() => Quantity, { description: 'How much in all (总量).' })
  quantity!: Quantity;

  @Field(() => Quantity, { description: 'How much of it counts (已履行): confirmed.' })
  fulfilled!: Quantity;

  @Field(() => Quantity, { description: 'How much the receiver gave up (解除量).' })
  released!: Quantity;

  @Field(() => Quantity, { description: 'How much is still to be delivered (未履行).' })
  outstanding!: Quantity;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the first of what is open is due (下一期限): past, where it is overdue; null where nothing is due.',
  })
  nextDueAt!: string | null;
}
