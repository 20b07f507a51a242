/** Units that were registered by mistake, and how their registration is withdrawn. */
import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { IdField, KeyField, TextField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../../alliances/alliance/alliance.types.ts';
import { UnitKindEnum } from '../unit/unit-kind.types.ts';
import { Unit } from '../unit/unit.types.ts';

@ObjectType('RegistrationWithdrawal', {
  implements: Node,
  description:
    'That a unit was registered by mistake (撤销登记): what it was. The unit itself is there no more, and its numbers are free. For the unit that had registered it.',
})
@Directive('@key(fields: "id")')
class RegistrationWithdrawal extends Node {
  @Field(() => ID, { description: 'The id that it had (原单位标识): nothing answers to it any more.' })
  withdrawnUnitId!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit that had registered it (登记单位).' })
  by!: Unit | null;

  @Field(() => Alliance, { nullable: true, description: 'Under which alliance it was withdrawn (所在联盟).' })
  alliance!: Alliance | null;

  @Field(() => UnitKindEnum, { description: 'What kind of unit it was taken for (类型).' })
  kind!: string;

  @Field(() => String, { description: 'Full name (全称).' })
  name!: string;

  @Field(() => String, { description: 'Short name (简称).' })
  shortName!: string;

  @Field(() => String, { description: 'Why it was withdrawn (撤销原因).' })
  reason!: string;

  @Field(() => DateTime, { description: 'Registered at (登记时间).' })
  registeredAt!: string;

  @Field(() => DateTime, { description: 'Withdrawn at (撤销时间).' })
  withdrawnAt!: string;
}

export const { Connection: RegistrationWithdrawalConnection } = connectionOf(
  () => RegistrationWithdrawal,
  'RegistrationWithdrawal',
  'registrations that were withdrawn (撤销登记)',
);

export const RegistrationWithdrawalOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(RegistrationWithdrawalOrder, {
  name: 'RegistrationWithdrawalOrder',
  description: 'Order of registrations that were withdrawn, by time (撤销登记排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('WithdrawRegistrationInput', {
  description: 'A unit that was registered by mistake (撤销登记), by who registered it.',
})
export class WithdrawRegistrationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit (单位), registered less than 30 days ago.')
  unitId!: string;

  @TextField('Why (撤销原因), e.g. 重复登记.', { max: 200 })
  reason!: string;
}

@OutcomeOf('withdrawRegistration', '撤销登记')
export class WithdrawRegistrationPayload extends Payload {
  @Field(() => RegistrationWithdrawal, { nullable: true, description: 'What is kept of it (撤销登记).' })
  withdrawal!: RegistrationWithdrawal | null;
}
