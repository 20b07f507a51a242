/** What the acts on identifiers take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import type { IdentifierScheme } from '../../../../domain/directory/identifier.ts';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Unit } from '../unit/unit.types.ts';
import { schemes, UnitIdentifier } from './identifier.types.ts';

@InputType('AddUnitIdentifierInput', { description: 'A number of the unit you act for (登记单位标识).' })
export class AddUnitIdentifierInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit (单位): the one you act for.')
  unitId!: string;

  @Field(() => schemes, { description: 'The list in which it stands (标识体系).' })
  scheme!: IdentifierScheme;

  @TextField(
    'The number (号码), as it stands on the certificate; spaces, dashes and full-width characters do not matter.',
    {
      max: 60,
    },
  )
  value!: string;
}

@InputType('OverrideUnitIdentifierInput', {
  description:
    'A 统一社会信用代码 whose check character is wrong, and which stands on the certificate all the same (放行校验不符的代码).',
})
export class OverrideUnitIdentifierInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit (单位): another than yours, a member of the alliance of your hat.')
  unitId!: string;

  @TextField('The code (代码), as it stands on the certificate.', { max: 60 })
  value!: string;

  @TextField('Why it is right though its check is not (放行理由), e.g. which certificate was seen.', { max: 200 })
  reason!: string;
}

@InputType('VerifyUnitIdentifierInput', {
  description: 'A number that was compared with the certificate (核验单位标识).',
})
export class VerifyUnitIdentifierInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The identifier (标识), of another unit than yours.')
  identifierId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('RemoveUnitIdentifierInput', {
  description: 'A number that the unit you act for has no more (移除单位标识).',
})
export class RemoveUnitIdentifierInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The identifier (标识).')
  identifierId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (移除理由); kept for the record, so without names and numbers.', { max: 200 })
  reason!: string;
}

@ObjectType()
abstract class IdentifierPayload extends Payload {
  @Field(() => UnitIdentifier, { nullable: true, description: 'The identifier (标识) as it stands now.' })
  identifier!: UnitIdentifier | null;
}

@OutcomeOf('addUnitIdentifier', '登记单位标识')
export class AddUnitIdentifierPayload extends IdentifierPayload {}

@OutcomeOf('overrideUnitIdentifier', '放行校验不符的代码')
export class OverrideUnitIdentifierPayload extends IdentifierPayload {}

@OutcomeOf('verifyUnitIdentifier', '核验单位标识')
export class VerifyUnitIdentifierPayload extends IdentifierPayload {}

@OutcomeOf('removeUnitIdentifier', '移除单位标识')
export class RemoveUnitIdentifierPayload extends Payload {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位), which has the number no more.' })
  unit!: Unit | null;
}
