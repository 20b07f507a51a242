/** What the acts take and answer by which words of offers and needs are written anew and judged. */
import { Field, InputType } from 'type-graphql';
import {
  AmountField,
  IdField,
  KeyField,
  NestedField,
  NestedListField,
  PeriodInput,
  TextField,
  VersionField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { EligibilityInput } from '../../eligibility/eligibility.types.ts';
import { NeedPayload } from '../needs/need.types.ts';
import { OfferPayload } from '../offers/offer.types.ts';
import { BroughtDocumentInput } from '../requirements/requirement.types.ts';

@InputType()
abstract class ReviseListingInput {
  @KeyField()
  idempotencyKey!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Title (标题).', { max: 100, optional: true })
  title?: string | null;

  @TextField('What it is about, and on what terms (说明).', { max: 2000, optional: true })
  description?: string | null;

  @TextField('Where, in words (地点); null takes it away.', { max: 200, optional: true })
  placeName?: string | null;

  @AmountField('How much in all (总量), in the unit of measure that it has.', { optional: true })
  amount?: string | null;

  @NestedField(() => PeriodInput, 'When (时段); null takes the limit away.', { optional: true })
  period?: PeriodInput | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when it may be answered (截止时间); null takes it away.',
  })
  closesAt?: Date | null;
}

@InputType()
abstract class JudgeInput {
  @KeyField()
  idempotencyKey!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('ReviseNeedInput', {
  description:
    'A need of your unit, written anew (修改需求). What is left out stays as it is. New words are screened; the amount is never less than what matches hold, and matches stay within the period.',
})
export class ReviseNeedInput extends ReviseListingInput {
  @IdField('The need (需求).')
  needId!: string;
}

@InputType('ReleaseNeedInput', { description: 'A need in review that may be published as it is (放行需求).' })
export class ReleaseNeedInput extends JudgeInput {
  @IdField('The need (需求).')
  needId!: string;

  @TextField('Why nothing in it need be hidden (放行理由); kept for the record.', { max: 500 })
  reason!: string;
}

@InputType('ReturnNeedInput', { description: 'A need in review that its unit is to revise (退回需求).' })
export class ReturnNeedInput extends JudgeInput {
  @IdField('The need (需求).')
  needId!: string;

  @TextField('What is to be revised (退回理由); its unit reads it.', { max: 500 })
  reason!: string;
}

@OutcomeOf('reviseNeed', '修改需求')
export class ReviseNeedPayload extends NeedPayload {}

@OutcomeOf('releaseNeed', '放行需求')
export class ReleaseNeedPayload extends NeedPayload {}

@OutcomeOf('returnNeed', '退回需求')
export class ReturnNeedPayload extends NeedPayload {}

@InputType('ReviseOfferInput', {
  description:
    'An offer of your unit, written anew (修改供给). What is left out stays as it is. New words are screened; the amount is never less than what matches hold, and matches stay within the period.',
})
export class ReviseOfferInput extends ReviseListingInput {
  @IdField('The offer (供给).')
  offerId!: string;

  @NestedField(
    () => EligibilityInput,
    'Whom it is for (适用条件); null is everybody. It does not change while a match of it waits for an answer.',
    { optional: true },
  )
  eligibility?: EligibilityInput | null;

  @NestedListField(() => BroughtDocumentInput, 'What they bring (办事材料), as a whole; none where it is empty.', {
    ...{ min: 0, max: 20, optional: true },
  })
  documents?: BroughtDocumentInput[] | null;
}

@InputType('ReleaseOfferInput', { description: 'An offer in review that may be published as it is (放行供给).' })
export class ReleaseOfferInput extends JudgeInput {
  @IdField('The offer (供给).')
  offerId!: string;

  @TextField('Why nothing in it need be hidden (放行理由); kept for the record.', { max: 500 })
  reason!: string;
}

@InputType('ReturnOfferInput', { description: 'An offer in review that its unit is to revise (退回供给).' })
export class ReturnOfferInput extends JudgeInput {
  @IdField('The offer (供给).')
  offerId!: string;

  @TextField('What is to be revised (退回理由); its unit reads it.', { max: 500 })
  reason!: string;
}

@OutcomeOf('reviseOffer', '修改供给')
export class ReviseOfferPayload extends OfferPayload {}

@OutcomeOf('releaseOffer', '放行供给')
export class ReleaseOfferPayload extends OfferPayload {}

@OutcomeOf('returnOffer', '退回供给')
export class ReturnOfferPayload extends OfferPayload {}
