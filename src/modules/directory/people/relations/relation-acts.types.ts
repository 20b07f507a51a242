/** What the acts on relations take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Relation } from './relation.types.ts';

@InputType('ProposeRelationInput', {
  description: 'A relation of a unit to another, or to an area, one side being the unit you act for (提出单位关系).',
})
export class ProposeRelationInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('The code of its type (关系类型代码), e.g. `subordination`; see `relationTypes`.', { max: 60 })
  type!: string;

  @IdField('Whose relation it is (主体单位), e.g. the one that is subordinate.')
  subjectUnitId!: string;

  @IdField('To whom (客体单位), e.g. the one above; for types to units.', { optional: true })
  objectUnitId?: string | null;

  @IdField('To which area (客体区划), e.g. the grid; for types to areas, in place of `objectUnitId`.', {
    optional: true,
  })
  objectAreaId?: string | null;

  @TextField('What it is for (说明): the other side reads it.', { max: 1000 })
  statement!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when it is to hold (起始时间), also in the past; from its agreement on unless said.',
  })
  since?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when, exclusive (终止时间); without an end unless said.',
  })
  until?: Date | null;
}

@InputType('AgreeRelationInput', {
  description: 'Agreement to a relation that the other side proposed (同意单位关系).',
})
export class AgreeRelationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The relation that was proposed (所提出的关系).')
  relationId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('DeclineRelationInput', { description: 'A proposal that is declined (婉拒单位关系), with a reason.' })
export class DeclineRelationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The relation that was proposed (所提出的关系).')
  relationId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (理由): the unit that proposed it reads it.', { max: 1000 })
  reason!: string;
}

@InputType('WithdrawRelationInput', { description: 'A proposal that is taken back (撤回单位关系).' })
export class WithdrawRelationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The relation that was proposed (所提出的关系).')
  relationId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('EndRelationInput', { description: 'A relation to end now (结束单位关系), with a reason.' })
export class EndRelationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The relation (关系).')
  relationId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (理由): the other side reads it.', { max: 1000 })
  reason!: string;
}

@ObjectType()
abstract class RelationPayload extends Payload {
  @Field(() => Relation, { nullable: true, description: 'The relation (单位关系) as it stands now.' })
  relation!: Relation | null;
}

@OutcomeOf('proposeRelation', '提出单位关系')
export class ProposeRelationPayload extends RelationPayload {}

@OutcomeOf('agreeRelation', '同意单位关系')
export class AgreeRelationPayload extends RelationPayload {}

@OutcomeOf('declineRelation', '婉拒单位关系')
export class DeclineRelationPayload extends RelationPayload {}

@OutcomeOf('withdrawRelation', '撤回单位关系')
export class WithdrawRelationPayload extends RelationPayload {}

@OutcomeOf('endRelation', '结束单位关系')
export class EndRelationPayload extends RelationPayload {}
