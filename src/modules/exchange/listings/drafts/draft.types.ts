/** What the acts take and answer by which offers and needs are drafted. */
import { InputType } from 'type-graphql';
import { IdField, KeyField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf } from '../../../../graphql/types/payload.types.ts';
import { NeedPayload, PublishNeedInput } from '../needs/need.types.ts';
import { OfferPayload, PublishOfferInput } from '../offers/offer.types.ts';

@InputType('DraftOfferInput', {
  description: 'A draft of an offer of the unit you act for (起草供给): your unit alone reads it.',
})
export class DraftOfferInput extends PublishOfferInput {}

@InputType('UpdateDraftOfferInput', {
  description: 'A draft of an offer, written anew as a whole (改写供给草稿): what is left out is taken away.',
})
export class UpdateDraftOfferInput extends PublishOfferInput {
  @IdField('The draft (草稿).')
  offerId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('PublishDraftOfferInput', {
  description: 'A draft of an offer to be published as it stands (发布供给草稿).',
})
export class PublishDraftOfferInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The draft (草稿).')
  offerId!: string;

  @VersionField()
  expectedVersion!: number;
}

@OutcomeOf('draftOffer', '起草供给')
export class DraftOfferPayload extends OfferPayload {}

@OutcomeOf('updateDraftOffer', '改写供给草稿')
export class UpdateDraftOfferPayload extends OfferPayload {}

@OutcomeOf('publishDraftOffer', '发布供给草稿')
export class PublishDraftOfferPayload extends OfferPayload {}

@InputType('DraftNeedInput', {
  description: 'A draft of a need of the unit you act for (起草需求): your unit alone reads it.',
})
export class DraftNeedInput extends PublishNeedInput {}

@InputType('UpdateDraftNeedInput', {
  description: 'A draft of a need, written anew as a whole (改写需求草稿): what is left out is taken away.',
})
export class UpdateDraftNeedInput extends PublishNeedInput {
  @IdField('The draft (草稿).')
  needId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('PublishDraftNeedInput', { description: 'A draft of a need to be published as it stands (发布需求草稿).' })
export class PublishDraftNeedInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The draft (草稿).')
  needId!: string;

  @VersionField()
  expectedVersion!: number;
}

@OutcomeOf('draftNeed', '起草需求')
export class DraftNeedPayload extends NeedPayload {}

@OutcomeOf('updateDraftNeed', '改写需求草稿')
export class UpdateDraftNeedPayload extends NeedPayload {}

@OutcomeOf('publishDraftNeed', '发布需求草稿')
export class PublishDraftNeedPayload extends NeedPayload {}
