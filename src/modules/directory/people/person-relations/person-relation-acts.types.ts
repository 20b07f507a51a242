/** What the acts on relations of persons take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { PersonRelation } from './person-relation.types.ts';

@InputType('ProposePersonRelationInput', {
  description:
    'A relation of a person to a unit, an area or a place (提出人员关系): your own, or, by the unit that would have it, of whoever holds a post somewhere.',
})
export class ProposePersonRelationInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('The code of its type (人员关系类型代码), e.g. `reporting-in`; see `personRelationTypes`.', { max: 60 })
  type!: string;

  @IdField('To which unit, area or place (客体), as the type has it.')
  objectId!: string;

  @IdField(
    'The post by which the person is there (原单位职务): your own, or, where you propose for a unit, that of whoever is asked.',
    { optional: true },
  )
  postId?: string | null;

  @TextField('What it is for (说明): the other side reads it.', { max: 1000 })
  statement!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when it is to hold (起始时间), also in the past; from its agreement on unless said.',
  })
  since?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when, exclusive (终止时间); without an end of its own unless said.',
  })
  until?: Date | null;
}

@InputType('AgreePersonRelationInput', {
  description: 'Agreement to a relation of a person that the other side proposed (同意人员关系).',
})
export class AgreePersonRelationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The relation that was proposed (所提出的关系).')
  personRelationId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('DeclinePersonRelationInput', { description: 'A proposal that is declined (婉拒人员关系), with a reason.' })
export class DeclinePersonRelationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The relation that was proposed (所提出的关系).')
  personRelationId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (理由): the side that proposed it reads it.', { max: 1000 })
  reason!: string;
}

@InputType('WithdrawPersonRelationInput', { description: 'A proposal that is taken back (撤回人员关系).' })
export class WithdrawPersonRelationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The relation that was proposed (所提出的关系).')
  personRelationId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('EndPersonRelationInput', {
  description: 'A relation of a person to end now (结束人员关系), with a reason.',
})
export class EndPersonRelationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The relation (关系).')
  personRelationId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (理由): those concerned read it.', { max: 1000 })
  reason!: string;
}

@ObjectType()
abstract class PersonRelationPayload extends Payload {
  @Field(() => PersonRelation, { nullable: true, description: 'The relation (人员关系) as it stands now.' })
  personRelation!: PersonRelation | null;
}

@OutcomeOf('proposePersonRelation', '提出人员关系')
export class ProposePersonRelationPayload extends PersonRelationPayload {}

@OutcomeOf('agreePersonRelation', '同意人员关系')
export class AgreePersonRelationPayload extends PersonRelationPayload {}

@OutcomeOf('declinePersonRelation', '婉拒人员关系')
export class DeclinePersonRelationPayload extends PersonRelationPayload {}

@OutcomeOf('withdrawPersonRelation', '撤回人员关系')
export class WithdrawPersonRelationPayload extends PersonRelationPayload {}

@OutcomeOf('endPersonRelation', '结束人员关系')
export class EndPersonRelationPayload extends PersonRelationPayload {}
