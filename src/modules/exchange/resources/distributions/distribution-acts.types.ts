/** What the acts on distributions take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import {
  AmountField,
  IdField,
  KeyField,
  TextField,
  VersionField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Distribution, DistributionEvery, PersonIdentification } from './distribution.types.ts';

@InputType('OpenDistributionInput', { description: 'A stock of your unit to hand out to persons (开始发放).' })
export class OpenDistributionInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource that is handed out (资源), which is counted.')
  resourceId!: string;

  @TextField('Title (标题), e.g. `爱“新”礼包`.', { max: 100 })
  title!: string;

  @Field(() => PersonIdentification, { description: 'By which number persons are known again (识别方式).' })
  identifiedBy!: keyof typeof PersonIdentification;

  @AmountField('What is handed out at a time (每次数量), in the unit of the stock.')
  amountEach!: string;

  @WholeNumberField('How many times a person is given it in the period (每人限领次数); once unless said.', {
    min: 1,
    max: 1000,
    defaultValue: 1,
  })
  perPerson!: number;

  @Field(() => DistributionEvery, { defaultValue: 'EVER', description: 'The period (领取周期).' })
  every!: keyof typeof DistributionEvery;
}

@InputType('HandOutInput', { description: 'What one person is given (发放给一人).' })
export class HandOutInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The distribution (发放).')
  distributionId!: string;

  @TextField('The number by which the distribution knows persons again (手机号或公民身份号码). It is not kept.', {
    max: 40,
  })
  number!: string;
}

@InputType('CloseDistributionInput', { description: 'A distribution that is over (结束发放).' })
export class CloseDistributionInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The distribution (发放).')
  distributionId!: string;

  @VersionField()
  expectedVersion!: number;
}

@ObjectType()
abstract class DistributionPayload extends Payload {
  @Field(() => Distribution, { nullable: true, description: 'The distribution (发放) as it is now.' })
  distribution!: Distribution | null;
}

@OutcomeOf('openDistribution', '开始发放')
export class OpenDistributionPayload extends DistributionPayload {}

@OutcomeOf('handOut', '发放')
export class HandOutPayload extends DistributionPayload {}

@OutcomeOf('closeDistribution', '结束发放')
export class CloseDistributionPayload extends DistributionPayload {}
