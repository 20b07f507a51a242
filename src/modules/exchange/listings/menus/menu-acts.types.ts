import { Field } from 'type-graphql';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Offer } from '../offers/offer.types.ts';

@OutcomeOf('setOfferMenu', '设置菜单')
export class SetOfferMenuPayload extends Payload {
  @Field(() => Offer, { nullable: true, description: 'The offer (供给).' })
  offer!: Offer | null;
}
