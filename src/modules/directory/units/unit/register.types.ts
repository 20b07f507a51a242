/** What it takes to register a unit that is to join. */
import { Field, InputType } from 'type-graphql';
import type { IdentifierScheme } from '../../../../domain/directory/identifier.ts';
import { IdListField, KeyField, NestedListField, TextField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { schemes } from '../identifiers/identifier.types.ts';
import { UnitKindEnum } from './unit-kind.types.ts';
import { Unit } from './unit.types.ts';

@InputType('UnitIdentifierInput', { description: 'A number of a unit (单位标识).' })
class UnitIdentifierInput {
  @Field(() => schemes, { description: 'The list in which it stands (标识体系).' })
  scheme!: IdentifierScheme;

  @TextField('The number (号码), however it is written.', { max: 60 })
  value!: string;
}

@InputType('RegisterUnitInput', {
  description: 'A unit that is to join (登记单位), by a coordinator: nobody acts for it yet.',
})
export class RegisterUnitInput {
  @KeyField()
  idempotencyKey!: string;

  @Field(() => UnitKindEnum, { description: 'What kind of unit (单位类型).' })
  kind!: string;

  @TextField('Full name (全称), as registered.', { max: 100 })
  name!: string;

  @TextField('Short name (简称), by which people call it.', { max: 30 })
  shortName!: string;

  @NestedListField(() => UnitIdentifierInput, 'Numbers by which others know it (单位标识), at most 5.', {
    max: 5,
    min: 0,
    optional: true,
  })
  identifiers?: UnitIdentifierInput[] | null;

  @IdListField(
    'Units of the same name, or nearly so, that are other units (已核对的疑似重复单位): those a `DuplicateCandidatesError` named.',
    { max: 20, optional: true },
  )
  evenThoughUnitIds?: string[] | null;
}

@OutcomeOf('registerUnit', '登记单位')
export class RegisterUnitPayload extends Payload {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位).' })
  unit!: Unit | null;
}
