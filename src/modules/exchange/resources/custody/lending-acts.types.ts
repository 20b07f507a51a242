/** What the acts on lendings take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Lending } from './lending.types.ts';

const CONDITION = 'a term of the scheme RESOURCE_CONDITION, e.g. `condition.good`';

@InputType('LendResourceInput', {
  description: 'A thing of your unit that you hand over to another unit of the alliance (出借资源).',
})
export class LendResourceInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The thing (资源): equipment or a vehicle.')
  resourceId!: string;

  @IdField('The unit that borrows it (借用单位).')
  borrowerUnitId!: string;

  @TextField('What for (用途).', { max: 200 })
  purpose!: string;

  @TextField(`How it is (状况代码): ${CONDITION}.`, { max: 60 })
  condition!: string;

  @Field(() => DateTime, { description: 'To be given back by (应还时间): to come.' })
  dueAt!: Date;
}

@InputType()
abstract class OfLending {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The lending (借用).')
  lendingId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('ConfirmLendingInput', { description: 'A thing that your unit has received (确认收到借用资源).' })
export class ConfirmLendingInput extends OfLending {}

@InputType('ReturnResourceInput', { description: 'A thing that your unit gives back (归还资源).' })
export class ReturnResourceInput extends OfLending {
  @TextField(`How it is (状况代码): ${CONDITION}.`, { max: 60 })
  condition!: string;
}

@InputType('ConfirmReturnInput', { description: 'A thing of your unit that is back (确认归还).' })
export class ConfirmReturnInput extends OfLending {
  @TextField(`How it came back (状况代码), as you see it: ${CONDITION}.`, { max: 60 })
  condition!: string;
}

@InputType('CancelLendingInput', { description: 'A lending that came to nothing (取消借用).' })
export class CancelLendingInput extends OfLending {
  @TextField('Why (取消原因): for the other unit.', { max: 200 })
  reason!: string;
}

@ObjectType()
abstract class LendingPayload extends Payload {
  @Field(() => Lending, { nullable: true, description: 'The lending (借用) as it is now.' })
  lending!: Lending | null;
}

@OutcomeOf('lendResource', '出借资源')
export class LendResourcePayload extends LendingPayload {}

@OutcomeOf('confirmLending', '确认收到借用资源')
export class ConfirmLendingPayload extends LendingPayload {}

@OutcomeOf('returnResource', '归还资源')
export class ReturnResourcePayload extends LendingPayload {}

@OutcomeOf('confirmReturn', '确认归还')
export class ConfirmReturnPayload extends LendingPayload {}

@OutcomeOf('cancelLending', '取消借用')
export class CancelLendingPayload extends LendingPayload {}
