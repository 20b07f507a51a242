import { Field, InputType, ObjectType } from 'type-graphql';
import type { EnrolmentMethod as Method } from '../../../../domain/exchange/enrolment.ts';
import {
  IdField,
  KeyField,
  NestedField,
  TextField,
  VersionField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { EligibilityInput } from '../../eligibility/eligibility.types.ts';
import { Enrolment, EnrolmentMethod } from './enrolment.types.ts';

const MOST_PLACES = 100_000;

@InputType('OpenEnrolmentInput', {
  description:
    'Places of an offer of your unit that persons apply for (开放招生). None of it but the places is changed later.',
})
export class OpenEnrolmentInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The offer (供给), which is published.')
  offerId!: string;

  @WholeNumberField('How many places (名额): taken out of what is left of the offer.', { min: 1, max: MOST_PLACES })
  places!: number;

  @Field(() => DateTime, { nullable: true, description: 'From when on one applies (报名开始); now unless said.' })
  from?: Date | null;

  @Field(() => DateTime, { description: 'Until when, exclusive (报名截止).' })
  until!: Date;

  @Field(() => EnrolmentMethod, { description: 'Who is offered a place where more apply (录取方式).' })
  method!: Method;

  @WholeNumberField('For how many hours a place that is offered is held (确认时限).', {
    min: 1,
    max: 2160,
    defaultValue: 72,
  })
  hoursToConfirm!: number;

  @NestedField(() => EligibilityInput, 'Whom it is for (适用条件); for everybody unless said.', { optional: true })
  condition?: EligibilityInput | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day on which ages count (年龄计算日), e.g. `2026-09-01`; that of the application unless said.',
  })
  ageOn?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether a guardian has to consent whatever the age (是否须监护人同意). Below 14 one always has to.',
  })
  takesConsent!: boolean;

  @TextField('Of a draw: a public number to come (公开随机数来源), e.g. `中国福利彩票双色球第2026135期开奖号码`.', {
    max: 100,
    optional: true,
  })
  publicSource?: string | null;
}

@InputType()
abstract class EnrolmentEdit {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The enrolment (招生).')
  enrolmentId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('DrawEnrolmentInput', { description: 'Lots to draw (摇号), after applications closed.' })
export class DrawEnrolmentInput extends EnrolmentEdit {
  @TextField('The public number (公开随机数), as the source named it: everybody compares it there.', { max: 200 })
  publicValue!: string;
}

@InputType('ChangeEnrolmentPlacesInput', { description: 'More or fewer places (调整名额).' })
export class ChangeEnrolmentPlacesInput extends EnrolmentEdit {
  @WholeNumberField('How many there are from now on (名额): not fewer than are offered or had.', {
    min: 1,
    max: MOST_PLACES,
  })
  places!: number;
}

@InputType('EndEnrolmentInput', { description: 'An enrolment that is over (结束招生).' })
export class EndEnrolmentInput extends EnrolmentEdit {
  @TextField('Why (结束原因), without name, number or address: whoever sees the enrolment reads it.', { max: 200 })
  reason!: string;
}

@ObjectType()
abstract class EnrolmentPayload extends Payload {
  @Field(() => Enrolment, { nullable: true, description: 'The enrolment (招生) as it is now.' })
  enrolment!: Enrolment | null;
}

@OutcomeOf('openEnrolment', '开放招生')
export class OpenEnrolmentPayload extends EnrolmentPayload {}

@OutcomeOf('drawEnrolment', '摇号')
export class DrawEnrolmentPayload extends EnrolmentPayload {}

@OutcomeOf('changeEnrolmentPlaces', '调整名额')
export class ChangeEnrolmentPlacesPayload extends EnrolmentPayload {}

@OutcomeOf('endEnrolment', '结束招生')
export class EndEnrolmentPayload extends EnrolmentPayload {}
