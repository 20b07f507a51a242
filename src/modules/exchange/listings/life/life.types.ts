/** What the acts take and answer by which offers and needs are paused, resumed and closed. */
import { InputType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf } from '../../../../graphql/types/payload.types.ts';
import { NeedPayload } from '../needs/need.types.ts';
import { OfferPayload } from '../offers/offer.types.ts';

@InputType()
abstract class OfListingInput {
  @KeyField()
  idempotencyKey!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('PauseOfferInput', { description: 'An offer that takes no new match for now (暂停供给).' })
export class PauseOfferInput extends OfListingInput {
  @IdField('The offer (供给).')
  offerId!: string;
}

@InputType('ResumeOfferInput', { description: 'An offer that takes matches again (恢复供给).' })
export class ResumeOfferInput extends OfListingInput {
  @IdField('The offer (供给).')
  offerId!: string;
}

@InputType('CloseOfferInput', {
  description: 'An offer that is done, though less was delivered than it says (办结供给).',
})
export class CloseOfferInput extends OfListingInput {
  @IdField('The offer (供给).')
  offerId!: string;

  @TextField('Why it is done (办结说明): whoever sees it reads it, so without names or numbers of persons.', {
    max: 500,
  })
  reason!: string;
}

@OutcomeOf('pauseOffer', '暂停供给')
export class PauseOfferPayload extends OfferPayload {}

@OutcomeOf('resumeOffer', '恢复供给')
export class ResumeOfferPayload extends OfferPayload {}

@OutcomeOf('closeOffer', '办结供给')
export class CloseOfferPayload extends OfferPayload {}

@InputType('PauseNeedInput', { description: 'A need that takes no new match for now (暂停需求).' })
export class PauseNeedInput extends OfListingInput {
  @IdField('The need (需求).')
  needId!: string;
}

@InputType('ResumeNeedInput', { description: 'A need that takes matches again (恢复需求).' })
export class ResumeNeedInput extends OfListingInput {
  @IdField('The need (需求).')
  needId!: string;
}

@InputType('CloseNeedInput', { description: 'A need that is done, though less was delivered than it says (办结需求).' })
export class CloseNeedInput extends OfListingInput {
  @IdField('The need (需求).')
  needId!: string;

  @TextField('Why it is done (办结说明): whoever sees it reads it, so without names or numbers of persons.', {
    max: 500,
  })
  reason!: string;
}

@OutcomeOf('pauseNeed', '暂停需求')
export class PauseNeedPayload extends NeedPayload {}

@OutcomeOf('resumeNeed', '恢复需求')
export class ResumeNeedPayload extends NeedPayload {}

@OutcomeOf('closeNeed', '办结需求')
export class CloseNeedPayload extends NeedPayload {}
