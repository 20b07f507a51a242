/** Of which kind units are and were, and how long they last. */
import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { UnitKindEnum } from '../unit/unit-kind.types.ts';
import { Unit } from '../unit/unit.types.ts';

export const UnitStage = { INCUBATING: 'INCUBATING', INDEPENDENT: 'INDEPENDENT', DISSOLVED: 'DISSOLVED' } as const;
registerEnumType(UnitStage, {
  name: 'UnitStage',
  description: 'Stage of the life of a unit at the instant of the request (单位阶段).',
  valuesConfig: {
    INCUBATING: { description: 'Being incubated: a relation of that type is in force (孵化中).' },
    INDEPENDENT: { description: 'On its own feet (独立运行).' },
    DISSOLVED: { description: 'Dissolved: it stays readable, and takes part in nothing any more (已注销).' },
  },
});

@ObjectType('FormerKind', { description: 'Of which kind a unit was until that was put right (原类型). Public.' })
export class FormerKind {
  @Field(() => UnitKindEnum, { description: 'The kind (类型).' })
  kind!: string;

  @Field(() => DateTime, { description: 'Until when, exclusive (截止): when it was put right.' })
  until!: string;

  @Field(() => String, { description: 'Why (更正原因).' })
  reason!: string;
}

@InputType('ReclassifyUnitInput', { description: 'Another kind of the unit you act for (更正单位类型).' })
export class ReclassifyUnitInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit (单位): the one you act for.')
  unitId!: string;

  @VersionField()
  expectedVersion!: number;

  @Field(() => UnitKindEnum, { description: 'The kind that it is (类型).' })
  kind!: string;

  @TextField('Why (更正原因), e.g. 改制; everybody may read it.', { max: 200 })
  reason!: string;
}

@InputType('DissolveUnitInput', { description: 'The unit you act for, to be dissolved now (注销单位).' })
export class DissolveUnitInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit (单位): the one you act for.')
  unitId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (注销原因), e.g. 已完成使命; everybody may read it.', { max: 200 })
  reason!: string;
}

@ObjectType()
abstract class UnitPayload extends Payload {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位) as it stands now.' })
  unit!: Unit | null;
}

@OutcomeOf('reclassifyUnit', '更正单位类型')
export class ReclassifyUnitPayload extends UnitPayload {}

@OutcomeOf('dissolveUnit', '注销单位')
export class DissolveUnitPayload extends UnitPayload {}
