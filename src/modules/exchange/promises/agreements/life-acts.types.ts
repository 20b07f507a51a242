/** What the acts on the life of an agreement take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Agreement } from './agreement.types.ts';

@InputType()
abstract class OfAgreement {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The agreement (协议).')
  agreementId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('SuspendAgreementInput', { description: 'An active agreement that is to stand still (中止协议).' })
export class SuspendAgreementInput extends OfAgreement {
  @TextField('Why (中止原因): all parties read it.', { max: 500 })
  reason!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when (拟恢复时间), to come: it goes on by itself from then. Until a party says so unless given.',
  })
  until?: Date | null;
}

@InputType('ResumeAgreementInput', { description: 'A suspended agreement that is to go on (恢复协议).' })
export class ResumeAgreementInput extends OfAgreement {}

@InputType('TerminateAgreementInput', { description: 'A notice of an agreement (终止协议).' })
export class TerminateAgreementInput extends OfAgreement {
  @TextField('Why (终止原因): all parties read it.', { max: 500 })
  reason!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it is to end (终止时间), no earlier than `noticeDays` of its terms from now; that early unless said, and at once where none were agreed.',
  })
  effectiveAt?: Date | null;
}

@InputType('WithdrawTerminationInput', {
  description: 'A notice of your unit that has not taken effect yet (撤回终止通知).',
})
export class WithdrawTerminationInput extends OfAgreement {}

@ObjectType()
abstract class AgreementLifePayload extends Payload {
  @Field(() => Agreement, { nullable: true, description: 'The agreement (协议) as it stands now.' })
  agreement!: Agreement | null;
}

@OutcomeOf('suspendAgreement', '中止协议')
export class SuspendAgreementPayload extends AgreementLifePayload {}

@OutcomeOf('resumeAgreement', '恢复协议')
export class ResumeAgreementPayload extends AgreementLifePayload {}

@OutcomeOf('terminateAgreement', '终止协议')
export class TerminateAgreementPayload extends AgreementLifePayload {}

@OutcomeOf('withdrawTermination', '撤回终止通知')
export class WithdrawTerminationPayload extends AgreementLifePayload {}
