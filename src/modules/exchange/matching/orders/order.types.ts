import { InputType } from 'type-graphql';
import {
  AmountField,
  IdField,
  KeyField,
  NestedField,
  NestedListField,
  PeriodInput,
  TextField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf } from '../../../../graphql/types/payload.types.ts';
import { KnownByNumber } from '../../eligibility/numbers.types.ts';
import { SaidOfOneselfInput } from '../../eligibility/said.types.ts';
import { MatchPayload } from '../matches/match-acts.types.ts';
import { RespondByField } from '../matches/respond-by.types.ts';

@InputType('OrderItemInput', { description: 'Something from a menu, and how many (点单项).' })
class OrderItemInput {
  @TextField('Its code in the menu (菜单项代码).', { max: 40 })
  code!: string;

  @WholeNumberField('How many (数量).', { min: 1, max: 1_000_000 })
  count!: number;
}

@InputType('OrderedForInput', {
  description:
    'A resident for whom something is ordered (为谁点单). Their numbers are not kept: the unit knows them by marks, and nobody else is told who it is.',
})
class OrderedForInput extends KnownByNumber {
  @NestedField(() => SaidOfOneselfInput, 'What they say (本人陈述).', { optional: true })
  said?: SaidOfOneselfInput | null;
}

@InputType('OrderOfferInput', { description: 'What the unit you act for orders of an offer (点单).' })
export class OrderOfferInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The offer (供给).')
  offerId!: string;

  @AmountField('How much (数量), in the unit of the offer: where it has no menu.', { optional: true })
  amount?: string | null;

  @NestedListField(() => OrderItemInput, 'What of its menu (点单项): where it has one.', { max: 50, optional: true })
  items?: OrderItemInput[] | null;

  @WholeNumberField('The edition of the menu you have read (所见菜单版次), so that prices are those you saw.', {
    min: 0,
    max: 2_000_000_000,
    optional: true,
  })
  menuEdition?: number | null;

  @NestedField(
    () => OrderedForInput,
    'The resident for whom it is (为谁点单): where the offer has an `eligibility`, which they are judged by; left out where it has none.',
    { optional: true },
  )
  forPerson?: OrderedForInput | null;

  @NestedField(() => PeriodInput, 'When it should be delivered (期望时段).', { optional: true })
  period?: PeriodInput | null;

  @IdField('A slot of the offer’s resource (时段), booked when the supplier has accepted.', { optional: true })
  slotId?: string | null;

  @WholeNumberField('Places of the slot (名额), where one is named.', { min: 1, max: 10_000, defaultValue: 1 })
  places!: number;

  @RespondByField()
  respondBy?: Date | null;
}

@OutcomeOf('orderOffer', '点单')
export class OrderOfferPayload extends MatchPayload {}
