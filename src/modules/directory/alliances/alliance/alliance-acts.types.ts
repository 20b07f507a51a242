/** What the acts on alliances take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { Alliance } from './alliance.types.ts';

@ObjectType()
abstract class AlliancePayload extends Payload {
  @Field(() => Alliance, { nullable: true, description: 'The alliance (联盟) as it stands now.' })
  alliance!: Alliance | null;
}

@InputType('FoundAllianceInput', {
  description: 'An alliance that the unit you act for founds and leads (组建联盟), by an administrator of it.',
})
export class FoundAllianceInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('Name (名称), of no other alliance.', { max: 100 })
  name!: string;

  @TextField('What it is for (简介).', { max: 1000 })
  description!: string;

  @TextField('Its kind (联盟类型): the code of a term of `ALLIANCE_KIND`.', { max: 100 })
  kind!: string;

  @Field(() => LocalDate, { description: 'Founded on (成立日期): not to come.' })
  foundedOn!: string;
}

@InputType('UpdateAllianceInput', {
  description: 'What is told of an alliance that you coordinate (修改联盟信息); what is left out stays as it is.',
})
export class UpdateAllianceInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The alliance (联盟).')
  allianceId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Name (名称), of no other alliance.', { max: 100, optional: true })
  name?: string | null;

  @TextField('What it is for (简介).', { max: 1000, optional: true })
  description?: string | null;

  @TextField('Its kind (联盟类型): the code of a term of `ALLIANCE_KIND`.', { max: 100, optional: true })
  kind?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Founded on (成立日期): not to come.' })
  foundedOn?: string | null;
}

@InputType('DissolveAllianceInput', {
  description: 'An alliance to be dissolved (解散联盟), by an administrator of the unit that leads it.',
})
export class DissolveAllianceInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The alliance (联盟).')
  allianceId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): its members read it.', { max: 1000 })
  reason!: string;
}

@InputType('OfferLeadInput', {
  description:
    'The lead of an alliance, offered to another member (移交牵头职责) by an administrator of the unit that leads it.',
})
export class OfferLeadInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The alliance (联盟).')
  allianceId!: string;

  @VersionField()
  expectedVersion!: number;

  @IdField('The member that is to lead (受移交单位).')
  unitId!: string;
}

@InputType('AcceptLeadInput', {
  description:
    'Acceptance of the lead of an alliance (接受牵头职责), by an administrator of the unit that it is offered to.',
})
export class AcceptLeadInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The alliance (联盟).')
  allianceId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('DeclineLeadInput', {
  description:
    'The lead of an alliance, not taken or not offered any more (谢绝或收回牵头移交), by an administrator of either unit.',
})
export class DeclineLeadInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The alliance (联盟).')
  allianceId!: string;

  @VersionField()
  expectedVersion!: number;
}

@OutcomeOf('foundAlliance', '组建联盟')
export class FoundAlliancePayload extends AlliancePayload {}

@OutcomeOf('updateAlliance', '修改联盟信息')
export class UpdateAlliancePayload extends AlliancePayload {}

@OutcomeOf('dissolveAlliance', '解散联盟')
export class DissolveAlliancePayload extends AlliancePayload {}

@OutcomeOf('offerLead', '移交牵头职责')
export class OfferLeadPayload extends AlliancePayload {}

@OutcomeOf('acceptLead', '接受牵头职责')
export class AcceptLeadPayload extends AlliancePayload {}

@OutcomeOf('declineLead', '谢绝或收回牵头移交')
export class DeclineLeadPayload extends AlliancePayload {}
