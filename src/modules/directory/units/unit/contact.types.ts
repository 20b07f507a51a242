import { Field, InputType, Int, ObjectType } from 'type-graphql';
import {
  IdField,
  KeyField,
  TextField,
  VersionField,
  VersionIfAnyField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Disclosure } from '../../../../graphql/types/values.types.ts';
import { Unit } from './unit.types.ts';

@ObjectType('UnitContact', {
  description: 'Whom to call at a unit (联系人): protected, shown in full, masked or not at all.',
})
export class UnitContact {
  @Field(() => Disclosure, {
    description:
      'What you are shown (披露程度): all to the unit itself and to the coordinator of an alliance it is in, masked to fellow members and to apps with `contacts:read`, nothing to others. Who sees it masked is shown all of it for ten minutes after `disclose`; a sharing agreement shows what it says.',
  })
  disclosure!: keyof typeof Disclosure;

  @Field(() => String, { nullable: true, description: 'Name (姓名), e.g. `王**` when masked.' })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Mobile number (手机号) in E.164, e.g. `+86138****5678` when masked.',
  })
  mobile!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether name and number are made up for demonstration (是否虚构): nobody is reached there. Null where it is withheld.',
  })
  isFictitious!: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Counts its changes (版本), from 1; send it back as `expectedVersion`. Null where there is none yet, and unless you are shown all of it.',
  })
  version!: number | null;
}

@InputType('UpdateUnitContactInput', { description: 'The new contact of the unit you act for (更新联系人).' })
export class UpdateUnitContactInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit (单位): the one you act for.')
  unitId!: string;

  @VersionIfAnyField()
  expectedVersion?: number | null;

  @TextField('Name (姓名).', { max: 50 })
  name!: string;

  @TextField('Mobile number (手机号): a mainland number of 11 digits, or E.164.', {
    max: 20,
    matching: /^(1[3-9]\d{9}|\+\d{8,15})$/,
    hint: {
      zh: '须为 11 位大陆手机号，或带国家码的 E.164 号码（如 +8613800000000）。',
      en: 'must be a mainland mobile number of 11 digits, or E.164 (such as +8613800000000).',
    },
  })
  mobile!: string;
}

@InputType('RemoveUnitContactInput', {
  description: 'The contact of the unit you act for, to be removed and erased (删除联系人, 个人信息保护法 art. 47).',
})
export class RemoveUnitContactInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit (单位): the one you act for.')
  unitId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (删除理由); kept for the record, so without name or number.', { max: 200 })
  reason!: string;
}

@OutcomeOf('removeUnitContact', '删除联系人')
export class RemoveUnitContactPayload extends Payload {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位), which has no contact any more.' })
  unit!: Unit | null;
}

@OutcomeOf('updateUnitContact', '更新联系人')
export class UpdateUnitContactPayload extends Payload {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位).' })
  unit!: Unit | null;
}
