/** What the acts on accounts take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { FigureField, IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Account, LedgerDimension } from './account.types.ts';

@InputType('OpenAccountInput', { description: 'An account of your unit in the alliance of the hat (开立账户).' })
export class OpenAccountInput {
  @KeyField()
  idempotencyKey!: string;

  @Field(() => LedgerDimension, { description: 'Of what it keeps count (维度).' })
  dimension!: keyof typeof LedgerDimension;

  @TextField('In what (计量单位): as the dimension says, of goods a unit of their own, e.g. `箱`.', { max: 20 })
  unit!: string;
}

@InputType('SetAccountLimitInput', { description: 'How far an account may go (调整账户额度).' })
export class SetAccountLimitInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The account (账户).')
  accountId!: string;

  @FigureField('How far below zero it may go (信用额度).')
  creditLimit!: string;

  @FigureField('The most it may hold (上限); null where nothing is said.', { optional: true })
  ceiling?: string | null;

  @VersionField()
  expectedVersion!: number;
}

@ObjectType()
abstract class AccountPayload extends Payload {
  @Field(() => Account, { nullable: true, description: 'The account (账户) as it is now.' })
  account!: Account | null;
}

@OutcomeOf('openAccount', '开立账户')
export class OpenAccountPayload extends AccountPayload {}

@OutcomeOf('setAccountLimit', '调整账户额度')
export class SetAccountLimitPayload extends AccountPayload {}
