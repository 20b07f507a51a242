import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Account } from '../accounts/account.types.ts';
import { Posting } from './posting.types.ts';

@ObjectType('AccountEntry', {
  implements: Node,
  description: 'What one posting did to one account (分录). Never changed. Seen with the account.',
})
@Directive('@key(fields: "id")')
class AccountEntry extends Node {
  @Field(() => Account, { nullable: true, description: 'The account (账户).' })
  account!: Account | null;

  @Field(() => Account, {
    nullable: true,
    description:
      'The account at the other end (对方账户); null where it is not yours to see. Who it is, `posting` says.',
  })
  counterAccount!: Account | null;

  @Field(() => Posting, { nullable: true, description: 'The posting (记账凭证).' })
  posting!: Posting | null;

  @Field(() => Int, { description: 'The how manieth entry of its account it is (序号), from 1.' })
  number!: number;

  @Field(() => Quantity, { description: 'How much came in, or went out where it is below zero (发生额).' })
  amount!: Quantity;

  @Field(() => Quantity, { description: 'How the account stood then (余额): the sum of its entries up to this one.' })
  balanceAfter!: Quantity;
}

export const { Connection: AccountEntryConnection } = connectionOf(
  () => AccountEntry,
  'AccountEntry',
  'entries of accounts (分录)',
);

export const AccountEntryOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(AccountEntryOrder, {
  name: 'AccountEntryOrder',
  description: 'Order of the entries of an account, as they were posted (分录排序).',
  valuesConfig: TIME_ORDER,
});
