import { Field, InputType, ObjectType } from 'type-graphql';
import type { GuardianRelation as Relation } from '../../../../domain/exchange/enrolment.ts';
import { IdField, KeyField, NestedField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { SaidOfOneselfInput } from '../../eligibility/said.types.ts';
import { EnrolmentApplication, GuardianRelation } from './application.types.ts';

@InputType('EnrolmentGuardianInput', {
  description:
    'The guardian of somebody who is applied for, and that they consented (监护人及其同意, 个人信息保护法 art. 31).',
})
class EnrolmentGuardianInput {
  @TextField('Name (姓名). It is kept masked.', { max: 50 })
  name!: string;

  @Field(() => GuardianRelation, { description: 'What they are to the person (监护关系).' })
  relation!: Relation;

  @TextField('Mobile number (手机号): a mainland number of 11 digits, or E.164. It is kept masked.', {
    max: 20,
    optional: true,
    matching: /^(1[3-9]\d{9}|\+\d{8,15})$/,
    hint: {
      zh: '须为 11 位大陆手机号，或带国家码的 E.164 号码（如 +8613800000000）。',
      en: 'must be a mainland mobile number of 11 digits, or E.164 (such as +8613800000000).',
    },
  })
  mobile?: string | null;

  @Field(() => DateTime, { description: 'When they consented (同意时间).' })
  consentedAt!: Date;

  @TextField('How they showed it (同意方式), e.g. 现场签署同意书, without name, number or address.', { max: 100 })
  consentShown!: string;
}

@InputType('EnrolmentApplicantInput', { description: 'Somebody to apply for (报名人).' })
class EnrolmentApplicantInput {
  @TextField('Name (姓名). It is kept masked.', { max: 50 })
  name!: string;

  @TextField('Identity number (公民身份号码). It is kept masked; the day of birth is taken from it.', {
    max: 18,
    matching: /^\d{17}[\dXx]$/,
    hint: { zh: '须为 18 位公民身份号码。', en: 'must be an identity number of 18 characters.' },
  })
  identityNumber!: string;

  @NestedField(() => SaidOfOneselfInput, 'What they say of themselves (本人陈述), where that will do.', {
    optional: true,
  })
  said?: SaidOfOneselfInput | null;

  @NestedField(
    () => EnrolmentGuardianInput,
    'The guardian (监护人): needed below 14, and where the enrolment says so.',
    {
      optional: true,
    },
  )
  guardian?: EnrolmentGuardianInput | null;
}

@InputType('ApplyToEnrolmentInput', {
  description:
    'An application of your unit for somebody (报名). What was proven to your unit of them counts (recordBenefitProof).',
})
export class ApplyToEnrolmentInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The enrolment (招生).')
  enrolmentId!: string;

  @NestedField(() => EnrolmentApplicantInput, 'For whom (报名人).')
  applicant!: EnrolmentApplicantInput;
}

@InputType()
abstract class ApplicationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The application (报名).')
  applicationId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('ConfirmPlaceInput', { description: 'A place that is taken (确认名额).' })
export class ConfirmPlaceInput extends ApplicationInput {}

@InputType('DeclinePlaceInput', { description: 'A place that is not wanted (放弃名额).' })
export class DeclinePlaceInput extends ApplicationInput {}

@InputType('WithdrawEnrolmentApplicationInput', { description: 'An application to take back (撤回报名).' })
export class WithdrawEnrolmentApplicationInput extends ApplicationInput {}

@InputType('LeaveEnrolmentInput', { description: 'Somebody who has a place and leaves (退出).' })
export class LeaveEnrolmentInput extends ApplicationInput {}

@InputType('WithdrawGuardianConsentInput', { description: 'A consent that the guardian withdrew (撤回监护人同意).' })
export class WithdrawGuardianConsentInput extends ApplicationInput {}

@ObjectType()
abstract class ApplicationPayload extends Payload {
  @Field(() => EnrolmentApplication, { nullable: true, description: 'The application (报名) as it is now.' })
  enrolmentApplication!: EnrolmentApplication | null;
}

@OutcomeOf('applyToEnrolment', '报名')
export class ApplyToEnrolmentPayload extends ApplicationPayload {}

@OutcomeOf('confirmPlace', '确认名额')
export class ConfirmPlacePayload extends ApplicationPayload {}

@OutcomeOf('declinePlace', '放弃名额')
export class DeclinePlacePayload extends ApplicationPayload {}

@OutcomeOf('withdrawEnrolmentApplication', '撤回报名')
export class WithdrawEnrolmentApplicationPayload extends ApplicationPayload {}

@OutcomeOf('leaveEnrolment', '退出')
export class LeaveEnrolmentPayload extends ApplicationPayload {}

@OutcomeOf('withdrawGuardianConsent', '撤回监护人同意')
export class WithdrawGuardianConsentPayload extends ApplicationPayload {}
