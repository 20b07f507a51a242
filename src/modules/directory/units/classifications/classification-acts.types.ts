/** What the acts on classes of units take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { UnitClassification } from './classification.types.ts';

@InputType('ClassifyUnitInput', {
  description: 'That a unit is of a class from now on, or since an instant before (单位分类).',
})
export class ClassifyUnitInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit (单位).')
  unitId!: string;

  @TextField('The code of the class (类目代码), e.g. `team-function.welfare`; see `classificationSchemes`.', {
    max: 60,
  })
  classCode!: string;

  @Field(() => DateTime, { nullable: true, description: 'Since when (起始时间), not later than now; now unless said.' })
  since?: Date | null;

  @TextField('Why (理由); everybody may read it.', { max: 200 })
  reason!: string;
}

@InputType('EndClassificationInput', { description: 'A class that a unit is of no more (结束分类), with a reason.' })
export class EndClassificationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('Which class of which unit (单位分类).')
  classificationId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (理由); everybody may read it.', { max: 200 })
  reason!: string;
}

@ObjectType()
abstract class ClassificationPayload extends Payload {
  @Field(() => UnitClassification, {
    nullable: true,
    description: 'The class of the unit (单位分类) as it stands now.',
  })
  classification!: UnitClassification | null;
}

@OutcomeOf('classifyUnit', '单位分类')
export class ClassifyUnitPayload extends ClassificationPayload {}

@OutcomeOf('endClassification', '结束分类')
export class EndClassificationPayload extends ClassificationPayload {}
