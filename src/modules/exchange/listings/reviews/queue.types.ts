import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Need } from '../needs/need.types.ts';
import { Offer } from '../offers/offer.types.ts';

@ObjectType('ListingInReview', {
  description:
    'An offer or a need that waits for a verdict (待审核). For coordinators of an alliance it is shown to, or of any of its unit where it is public and shown to none in particular; never of its own unit.',
})
class ListingInReview {
  @Field(() => ID, { description: 'The id of the offer or the need (供给或需求标识).' })
  listingId!: string;

  @Field(() => Offer, { nullable: true, description: 'The offer (供给); null where it is a need.' })
  offer!: Offer | null;

  @Field(() => Need, { nullable: true, description: 'The need (需求); null where it is an offer.' })
  need!: Need | null;

  @Field(() => DateTime, { description: 'When its words were handed in (提交时间).' })
  handedInAt!: string;
}

export const { Connection: ListingInReviewConnection } = connectionOf(
  () => ListingInReview,
  'ListingInReview',
  'offers and needs that wait for a verdict (待审核)',
);

export const ListingInReviewOrder = { OLDEST: 'OLDEST' } as const;
registerEnumType(ListingInReviewOrder, {
  name: 'ListingInReviewOrder',
  description: 'Order of what waits for a verdict (待审核排序).',
  valuesConfig: { OLDEST: { description: 'Handed in first comes first (先提交在前).' } },
});
