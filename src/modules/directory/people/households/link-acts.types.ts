/** What the acts on links to households take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { HouseholdLink } from './link.types.ts';

@InputType('ProposeHouseholdLinkInput', {
  description: 'Somebody to be linked to a household of your unit (提出联户).',
})
export class ProposeHouseholdLinkInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('The code of its type (联户类型代码), e.g. `vanguard-linkage`; see `householdLinkTypes`.', { max: 60 })
  type!: string;

  @IdField('The household (户).')
  householdId!: string;

  @IdField('What the person is to your unit (所依关系): a relation in force, of the kind that the type takes.')
  personRelationId!: string;
}

@InputType()
abstract class OfLink {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The link (联户).')
  householdLinkId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('AgreeHouseholdLinkInput', { description: 'A link to a household that you agree to (同意联户).' })
export class AgreeHouseholdLinkInput extends OfLink {}

@InputType('WithdrawHouseholdLinkInput', { description: 'A proposal that is taken back (撤回联户).' })
export class WithdrawHouseholdLinkInput extends OfLink {}

const REASON = { max: 200 };

@InputType('DeclineHouseholdLinkInput', {
  description: 'A link to a household that you decline (婉拒联户), with a reason.',
})
export class DeclineHouseholdLinkInput extends OfLink {
  @TextField('Why (理由), without name, number or address: the unit reads it.', REASON)
  reason!: string;
}

@InputType('EndHouseholdLinkInput', { description: 'A link to a household to end now (结束联户), with a reason.' })
export class EndHouseholdLinkInput extends OfLink {
  @TextField('Why (理由), without name, number or address: the unit and the person read it.', REASON)
  reason!: string;
}

@ObjectType()
abstract class HouseholdLinkPayload extends Payload {
  @Field(() => HouseholdLink, { nullable: true, description: 'The link (联户) as it stands now.' })
  householdLink!: HouseholdLink | null;
}

@OutcomeOf('proposeHouseholdLink', '提出联户')
export class ProposeHouseholdLinkPayload extends HouseholdLinkPayload {}

@OutcomeOf('agreeHouseholdLink', '同意联户')
export class AgreeHouseholdLinkPayload extends HouseholdLinkPayload {}

@OutcomeOf('declineHouseholdLink', '婉拒联户')
export class DeclineHouseholdLinkPayload extends HouseholdLinkPayload {}

@OutcomeOf('withdrawHouseholdLink', '撤回联户')
export class WithdrawHouseholdLinkPayload extends HouseholdLinkPayload {}

@OutcomeOf('endHouseholdLink', '结束联户')
export class EndHouseholdLinkPayload extends HouseholdLinkPayload {}
