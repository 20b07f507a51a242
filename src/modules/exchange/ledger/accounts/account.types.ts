import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Clearing } from '../clearing/clearing.types.ts';
import { AccountEntryConnection, AccountEntryOrder } from '../postings/entry.types.ts';
import { AllianceReference, UnitReference } from '../../references.types.ts';

const AccountKind = { UNIT: 'UNIT', CLEARING: 'CLEARING', SETTLED: 'SETTLED' } as const;
registerEnumType(AccountKind, {
  name: 'AccountKind',
  description: 'Whose an account is (账户种类).',
  valuesConfig: {
    UNIT: { description: 'Of a unit (单位账户).' },
    CLEARING: { description: 'Of an alliance in a clearing (清算账户): above zero what it owes the other.' },
    SETTLED: { description: 'What of that was settled (结清账户).' },
  },
});

export const LedgerDimension = {
  HOURS: 'HOURS',
  MEALS: 'MEALS',
  POINTS: 'POINTS',
  CNY: 'CNY',
  GOODS: 'GOODS',
} as const;
registerEnumType(LedgerDimension, {
  name: 'LedgerDimension',
  description: 'What an account keeps count of (账户维度). What is counted otherwise is never added to it.',
  valuesConfig: {
    HOURS: { description: 'Hours of service (工时), in `小时`.' },
    MEALS: { description: 'Meals (餐食), in `份` or in `人次`, which are two accounts.' },
    POINTS: { description: 'Points (积分), in `分`.' },
    CNY: { description: 'Yuan of account (记账人民币), in `元`, to the fen. No money of funds.' },
    GOODS: { description: 'Goods (物资), in a unit of their own such as `箱`.' },
  },
});

@ObjectType('Account', {
  implements: Node,
  description:
    'What a unit gave and had in an alliance (账户), of one dimension in one unit of measure. Seen by the unit and by the coordinators of the alliance.',
})
@Directive('@key(fields: "id")')
export class Account extends Node {
  @Field(() => AllianceReference, { nullable: true, description: 'The alliance it lies in (所属联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => AccountKind, { description: 'Whose it is (种类).' })
  kind!: keyof typeof AccountKind;

  @Field(() => Clearing, { nullable: true, description: 'The clearing whose account it is (所属清算), if any.' })
  clearing!: Clearing | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit whose account it is (开户单位), if any.' })
  unit!: UnitReference | null;

  @Field(() => LedgerDimension, { description: 'Of what it keeps count (维度).' })
  dimension!: keyof typeof LedgerDimension;

  @Field(() => String, { description: 'The unit of measure or counting basis (计量单位), e.g. `小时`, `箱`.' })
  basis!: string;

  @Field(() => Quantity, {
    description: 'How it stands (余额): the sum of its entries. Below zero where it had more than it gave.',
  })
  balance!: Quantity;

  @Field(() => Quantity, { description: 'How far below zero it may go (信用额度).' })
  creditLimit!: Quantity;

  @Field(() => Quantity, { nullable: true, description: 'The most it may hold (上限); null where nothing is said.' })
  ceiling!: Quantity | null;

  @Field(() => Quantity, { description: 'What can go out of it still (可支出量). Computed.' })
  available!: Quantity;

  @ListField(() => AccountEntryConnection, 'What was posted to it (分录), the latest first unless said.', {
    order: () => AccountEntryOrder,
  })
  entries!: unknown;

  @Field(() => DateTime, { description: 'Opened at (开户时间).' })
  openedAt!: string;

  @Field(() => Int, {
    description: 'Counts the changes of its limits (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: AccountConnection } = connectionOf(() => Account, 'Account', 'accounts (账户)');

@InputType('AccountFilter', { description: 'Which accounts (账户筛选).' })
export class AccountFilter {
  @Field(() => ID, { nullable: true, description: 'Of exactly this unit (单位).' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'In exactly this alliance (联盟).' })
  allianceId?: string | null;

  @Field(() => [LedgerDimension], { nullable: true, description: 'Of one of these dimensions (维度).' })
  dimension?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Counted in this unit of measure (计量单位).' })
  basis?: string | null;
}

export const AccountOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(AccountOrder, {
  name: 'AccountOrder',
  description: 'Order of accounts by when they were opened (账户排序).',
  valuesConfig: TIME_ORDER,
});
