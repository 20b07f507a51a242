/** What the acts on visits take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { Visit } from './visit.types.ts';

@InputType()
abstract class VisitSaid {
  @KeyField()
  idempotencyKey!: string;

  @Field(() => LocalDate, { description: 'The day (走访日期): not to come, and one on which you were linked.' })
  day!: string;

  @TextField('What it was for (走访目的): the code of a term of the scheme VISIT_PURPOSE.', { max: 60 })
  purpose!: string;

  @TextField('What came of it (走访结果): the code of a term of the scheme VISIT_OUTCOME.', { max: 60 })
  outcome!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether there is something to follow up (是否需跟进); not unless said.',
  })
  needsFollowUp!: boolean;
}

@InputType('RecordVisitInput', { description: 'A visit to a household that you are linked to (登记走访).' })
export class RecordVisitInput extends VisitSaid {
  @IdField('The link by which you visited (联户).')
  householdLinkId!: string;
}

@InputType('CorrectVisitInput', { description: 'A visit that you recorded, said anew (更正走访记录).' })
export class CorrectVisitInput extends VisitSaid {
  @IdField('The visit (走访记录).')
  visitId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('WithdrawVisitInput', { description: 'A visit that was none, to take back (撤回走访记录).' })
export class WithdrawVisitInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The visit (走访记录).')
  visitId!: string;

  @VersionField()
  expectedVersion!: number;
}

@ObjectType()
abstract class VisitPayload extends Payload {
  @Field(() => Visit, { nullable: true, description: 'The visit (走访记录) as it stands now.' })
  visit!: Visit | null;
}

@OutcomeOf('recordVisit', '登记走访')
export class RecordVisitPayload extends VisitPayload {}

@OutcomeOf('correctVisit', '更正走访记录')
export class CorrectVisitPayload extends VisitPayload {}

@OutcomeOf('withdrawVisit', '撤回走访记录')
export class WithdrawVisitPayload extends VisitPayload {}
