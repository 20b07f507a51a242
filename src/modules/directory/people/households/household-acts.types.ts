/** What the acts on households take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import type { ContactBasis } from '../../../../domain/directory/household.ts';
import {
  IdField,
  KeyField,
  NestedField,
  TextField,
  VersionField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Household, HouseholdContactBasis } from './household.types.ts';

@InputType('HouseholdContactInput', {
  description:
    'Whom to call at a household (联系方式), and why that may be known: given where the visits take it, else not.',
})
class HouseholdContactInput {
  @TextField('Name (姓名).', { max: 50, optional: true })
  name?: string | null;

  @TextField('Mobile number (手机号): a mainland number of 11 digits, or E.164.', {
    max: 20,
    matching: /^(1[3-9]\d{9}|\+\d{8,15})$/,
    hint: {
      zh: '须为 11 位大陆手机号，或带国家码的 E.164 号码（如 +8613800000000）。',
      en: 'must be a mainland mobile number of 11 digits, or E.164 (such as +8613800000000).',
    },
  })
  mobile!: string;

  @Field(() => HouseholdContactBasis, { description: 'Why it may be known (处理依据).' })
  basis!: ContactBasis;
}

@InputType()
abstract class HouseholdSaid {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The area that it lies in (所在区划), e.g. a grid, of those that your unit looks after.')
  areaId!: string;

  @TextField('Where in the area to knock (门牌), e.g. `3幢2单元501室`: nothing of who lives there, or how they are.', {
    max: 100,
  })
  door!: string;

  @WholeNumberField('How many live there (家庭人口), in persons (人).', { min: 1, max: 100, optional: true })
  size?: number | null;

  @NestedField(() => HouseholdContactInput, 'Whom to call (联系方式).', { optional: true })
  contact?: HouseholdContactInput | null;
}

@InputType('RegisterHouseholdInput', { description: 'A household that your unit looks after (登记户).' })
export class RegisterHouseholdInput extends HouseholdSaid {}

@InputType('UpdateHouseholdInput', {
  description: 'A household of your unit, said anew (更新户). What is left out is taken away.',
})
export class UpdateHouseholdInput extends HouseholdSaid {
  @IdField('The household (户).')
  householdId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('EraseHouseholdInput', {
  description: 'A household that your unit looks after no longer, to erase (删除户信息, 个人信息保护法 art. 47).',
})
export class EraseHouseholdInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The household (户).')
  householdId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (删除理由); kept for the record, so without name or number.', { max: 200 })
  reason!: string;
}

@ObjectType()
abstract class HouseholdPayload extends Payload {
  @Field(() => Household, { nullable: true, description: 'The household (户) as it stands now.' })
  household!: Household | null;
}

@OutcomeOf('registerHousehold', '登记户')
export class RegisterHouseholdPayload extends HouseholdPayload {}

@OutcomeOf('updateHousehold', '更新户')
export class UpdateHouseholdPayload extends HouseholdPayload {}

@OutcomeOf('eraseHousehold', '删除户信息')
export class EraseHouseholdPayload extends HouseholdPayload {}
