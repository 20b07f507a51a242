/** What units were called, and how they are renamed. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Unit } from '../unit/unit.types.ts';

@ObjectType('FormerName', { description: 'What a unit was called until it was renamed (曾用名). Public.' })
export class FormerName {
  @Field(() => String, { description: 'Full name (全称).' })
  name!: string;

  @Field(() => String, { description: 'Short name (简称).' })
  shortName!: string;

  @Field(() => DateTime, { description: 'Until when, exclusive (使用至): when it was renamed.' })
  until!: string;

  @Field(() => String, { description: 'Why it was renamed (更名原因).' })
  reason!: string;
}

@InputType('RenameUnitInput', { description: 'A new name of the unit you act for (单位更名).' })
export class RenameUnitInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit (单位): the one you act for.')
  unitId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Full name (全称), as registered.', { max: 100 })
  name!: string;

  @TextField('Short name (简称), by which people call it.', { max: 30 })
  shortName!: string;

  @TextField('Why (更名原因), e.g. 区划调整; everybody may read it.', { max: 200 })
  reason!: string;
}

@OutcomeOf('renameUnit', '单位更名')
export class RenameUnitPayload extends Payload {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位) under its new name.' })
  unit!: Unit | null;
}
