import { Field, ObjectType, InputType } from 'type-graphql';
import { EligibilityProblem } from '../../../../graphql/errors/benefit-errors.types.ts';
import { IdField, KeyField, NestedField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf } from '../../../../graphql/types/payload.types.ts';
import { KnownByNumber } from '../../eligibility/numbers.types.ts';
import { SaidOfOneselfInput } from '../../eligibility/said.types.ts';
import { Verdict } from '../../eligibility/eligibility.types.ts';
import { OfferPayload } from '../../listings/offers/offer.types.ts';

@InputType('CheckEligibilityInput', { description: 'Somebody, and an offer that may be for them (查询适用资格).' })
export class CheckEligibilityInput extends KnownByNumber {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The offer (供给).')
  offerId!: string;

  @NestedField(() => SaidOfOneselfInput, 'What they say (本人陈述).', { optional: true })
  said?: SaidOfOneselfInput | null;
}

@ObjectType('EligibilityAnswer', {
  description:
    'Whether somebody fits what an offer asks (适用资格), by what your unit knows of them, and why not. Nothing else of the person is told.',
})
class EligibilityAnswer {
  @Field(() => Verdict, { description: 'Whether they fit (是否符合条件).' })
  verdict!: keyof typeof Verdict;

  @Field(() => [EligibilityProblem], { description: 'Why not (不符合原因), part by part; empty where they do.' })
  reasons!: EligibilityProblem[];
}

@OutcomeOf('checkEligibility', '查询适用资格')
export class CheckEligibilityPayload extends OfferPayload {
  @Field(() => EligibilityAnswer, {
    nullable: true,
    description: 'Whether they fit (适用资格). Told with the act and never again: null when it is replayed.',
  })
  answer!: EligibilityAnswer | null;
}
