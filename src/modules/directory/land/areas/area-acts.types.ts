/** What the acts on areas take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { BoundaryInput } from '../../../../graphql/types/geo-inputs.types.ts';
import { IdField, KeyField, NestedField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { AreaLevel } from './area-level.types.ts';
import { Area, AreaScheme, SuccessionKind } from './area.types.ts';

@InputType('CreateAreaInput', { description: 'An area that is made in another (新设区划、网格).' })
export class CreateAreaInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('What it lies in directly (上级区划).')
  parentId!: string;

  @Field(() => AreaLevel, { description: 'Its level (层级), lower than that of what it lies in.' })
  level!: keyof typeof AreaLevel;

  @Field(() => AreaScheme, { description: 'Whose list its code is from (来源); `LOCAL` for grids and micro-grids.' })
  scheme!: keyof typeof AreaScheme;

  @TextField(
    'Its code (代码): of 9 or 12 digits in the official lists; in local ones up to 32 letters, digits, `.` and `-`.',
    {
      max: 32,
      matching: /^[0-9A-Za-z][0-9A-Za-z.-]*$/,
      hint: {
        zh: '须为 1 至 32 个字母、数字、“.”或“-”，且以字母或数字开头。',
        en: 'must be 1 to 32 letters, digits, "." or "-", the first a letter or digit.',
      },
    },
  )
  code!: string;

  @TextField('Its name (名称).', { max: 100 })
  name!: string;

  @Field(() => LocalDate, { description: 'Its first day (生效日期).' })
  since!: string;

  @IdField('The unit that looks after it (管理单位); that which makes it unless said.', { optional: true })
  keeperUnitId?: string | null;

  @NestedField(() => BoundaryInput, 'Its boundary (边界).', { optional: true })
  boundary?: BoundaryInput | null;
}

@InputType('ReviseAreaInput', {
  description: 'What is put right about an area (更正区划); what changes it is followed by another.',
})
export class ReviseAreaInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The area (区划).')
  areaId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Its name, where it was misspelt (名称).', { max: 100, optional: true })
  name?: string | null;

  @IdField('The unit that looks after it from now on (管理单位).', { optional: true })
  keeperUnitId?: string | null;

  @NestedField(() => BoundaryInput, 'Its boundary, drawn anew (边界).', { optional: true })
  boundary?: BoundaryInput | null;
}

@InputType('EndAreaInput', { description: 'An area that is no more (撤销区划).' })
export class EndAreaInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The area (区划).')
  areaId!: string;

  @VersionField()
  expectedVersion!: number;

  @Field(() => LocalDate, { description: 'The first day on which it is no more (失效日期).' })
  until!: string;
}

@InputType('SucceedAreaInput', {
  description:
    'That an area is followed by another (区划变更): it ends on the day unless it has; what is split is followed by several, one act each.',
})
export class SucceedAreaInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The area that ends (原区划).')
  areaId!: string;

  @VersionField()
  expectedVersion!: number;

  @IdField('The area that follows, in force on the day (现区划).')
  successorAreaId!: string;

  @Field(() => SuccessionKind, { description: 'How (变更方式).' })
  kind!: keyof typeof SuccessionKind;

  @Field(() => LocalDate, { description: 'The first day of the new state (变更日期).' })
  day!: string;
}

@ObjectType()
abstract class AreaPayload extends Payload {
  @Field(() => Area, { nullable: true, description: 'The area (区划) as it stands now.' })
  area!: Area | null;
}

@OutcomeOf('createArea', '新设区划')
export class CreateAreaPayload extends AreaPayload {}

@OutcomeOf('reviseArea', '更正区划')
export class ReviseAreaPayload extends AreaPayload {}

@OutcomeOf('endArea', '撤销区划')
export class EndAreaPayload extends AreaPayload {}

@OutcomeOf('succeedArea', '区划变更')
export class SucceedAreaPayload extends AreaPayload {}
