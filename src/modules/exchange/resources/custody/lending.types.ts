import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { AllianceReference, TermReference, UnitReference } from '../../references.types.ts';
import { Resource } from '../resources/resource.types.ts';

const LendingState = {
  HANDED_OVER: 'HANDED_OVER',
  LENT: 'LENT',
  GIVEN_BACK: 'GIVEN_BACK',
  RETURNED: 'RETURNED',
  CANCELLED: 'CANCELLED',
} as const;
registerEnumType(LendingState, {
  name: 'LendingState',
  description: 'State of a lending (借用状态).',
  valuesConfig: {
    HANDED_OVER: { description: 'Handed over, as its owner says; the borrower has not confirmed yet (已交付待确认).' },
    LENT: { description: 'With the borrower, as both say (借用中).' },
    GIVEN_BACK: { description: 'Given back, as the borrower says; its owner has not confirmed yet (已归还待验收).' },
    RETURNED: { description: 'Back with its owner, as both say (已验收归还).' },
    CANCELLED: { description: 'Came to nothing before the borrower had it (已取消).' },
  },
});

@ObjectType('Lending', {
  implements: Node,
  description:
    'A thing in the hands of another unit (借用/保管): who has it, since when and until when, and how it was. With one unit at a time. Seen by the two units and by the coordinator.',
})
@Directive('@key(fields: "id")')
export class Lending extends Node {
  @Field(() => AllianceReference, { nullable: true, description: 'The alliance it was lent in (所属联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => Resource, { nullable: true, description: 'The thing (借用资源), where you may see it.' })
  resource!: Resource | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit it belongs to (出借单位).' })
  lender!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that has it (借用单位).' })
  borrower!: UnitReference | null;

  @Field(() => String, { description: 'What for (用途).' })
  purpose!: string;

  @Field(() => LendingState, { description: 'Its state (状态).' })
  state!: keyof typeof LendingState;

  @Field(() => TermReference, { nullable: true, description: 'How it was when it was handed over (交付时状况).' })
  conditionOut!: TermReference | null;

  @Field(() => TermReference, {
    nullable: true,
    description: 'How it came back (归还时状况): as the borrower says, then as its owner confirms. Null until then.',
  })
  conditionBack!: TermReference | null;

  @Field(() => DateTime, { description: 'Handed over at (交付时间).' })
  handedOverAt!: string;

  @Field(() => DateTime, { description: 'To be given back by (应还时间).' })
  dueAt!: string;

  @Field(() => Boolean, { description: 'Whether it should have been given back by now (是否逾期).' })
  isOverdue!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'The borrower confirmed at (确认收到时间).' })
  receivedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Given back at (归还时间), as the borrower says.' })
  givenBackAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Back with its owner, or cancelled, at (结束时间).' })
  endedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was cancelled (取消原因).' })
  reason!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: LendingConnection } = connectionOf(() => Lending, 'Lending', 'lendings (借用)');

@InputType('LendingFilter', { description: 'Which lendings (借用筛选).' })
export class LendingFilter {
  @Field(() => [LendingState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'To this unit (借用单位).' })
  borrowerUnitId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'That should have been given back by now, or not (是否逾期).' })
  isOverdue?: boolean | null;
}

export const LendingOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST', DUE: 'DUE' } as const;
registerEnumType(LendingOrder, {
  name: 'LendingOrder',
  description: 'Order of lendings (借用排序).',
  valuesConfig: { ...TIME_ORDER, DUE: { description: 'What is due first (按应还时间).' } },
});
