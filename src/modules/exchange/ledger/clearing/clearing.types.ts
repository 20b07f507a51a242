import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { AllianceReference, UnitReference } from '../../references.types.ts';
import { LedgerDimension } from '../accounts/account.types.ts';
import { Posting } from '../postings/posting.types.ts';

const ClearingState = { PROPOSED: 'PROPOSED', ACTIVE: 'ACTIVE', DECLINED: 'DECLINED' } as const;
registerEnumType(ClearingState, {
  name: 'ClearingState',
  description: 'State of a clearing (清算状态). Whether it is over, `endsAt` and `isInForce` say.',
  valuesConfig: {
    PROPOSED: { description: 'Waits for the other alliance (待同意).' },
    ACTIVE: { description: 'Both have agreed (已生效).' },
    DECLINED: { description: 'The other alliance does not want it (已婉拒).' },
  },
});

const ClearingSettlementState = { PROPOSED: 'PROPOSED', CONFIRMED: 'CONFIRMED', DECLINED: 'DECLINED' } as const;
registerEnumType(ClearingSettlementState, {
  name: 'ClearingSettlementState',
  description: 'State of a settlement (结清状态).',
  valuesConfig: {
    PROPOSED: { description: 'Waits for the other alliance (待确认).' },
    CONFIRMED: { description: 'Both say so: it counts (已确认).' },
    DECLINED: { description: 'The other alliance does not say so (已退回).' },
  },
});

@ObjectType('ClearingSettlement', {
  implements: Node,
  description:
    'That what one alliance owed the other was settled between them (结清): said by one side, and counted when the other confirms. Seen with the clearing.',
})
@Directive('@key(fields: "id")')
export class ClearingSettlement extends Node {
  @Field(() => Clearing, { nullable: true, description: 'The clearing (清算).' })
  clearing!: Clearing | null;

  @Field(() => AllianceReference, { nullable: true, description: 'The alliance that proposed it (提出方联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => AllianceReference, { nullable: true, description: 'The alliance that owed it (欠方联盟).' })
  owedBy!: AllianceReference | null;

  @Field(() => Quantity, { description: 'How much (结清数量).' })
  amount!: Quantity;

  @Field(() => String, { description: 'How it was settled (说明).' })
  note!: string;

  @Field(() => ClearingSettlementState, { description: 'Its state (状态).' })
  state!: keyof typeof ClearingSettlementState;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that proposed it (提出单位).' })
  proposedBy!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that answered (答复单位).' })
  answeredBy!: UnitReference | null;

  @Field(() => DateTime, { description: 'Proposed at (提出时间).' })
  proposedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Answered at (答复时间).' })
  answeredAt!: string | null;

  @Field(() => Posting, {
    nullable: true,
    description: 'What was posted (记账凭证), for coordinators; null while it is not confirmed.',
  })
  posting!: Posting | null;

  @Field(() => Int, {
    description: 'Counts the changes of its state (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

const { Connection: ClearingSettlementConnection } = connectionOf(
  () => ClearingSettlement,
  'ClearingSettlement',
  'settlements (结清)',
);

const ClearingSettlementOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(ClearingSettlementOrder, {
  name: 'ClearingSettlementOrder',
  description: 'Order of settlements by when they were proposed (结清排序).',
  valuesConfig: TIME_ORDER,
});

@ObjectType('ClearingEnding', {
  description: 'That a clearing is to end before its time (提前终止), as one of its two alliances says.',
})
class ClearingEnding {
  @Field(() => AllianceReference, { nullable: true, description: 'The alliance that says so (提出方联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit of its coordinator (提出单位).' })
  by!: UnitReference | null;

  @Field(() => String, { description: 'Why (终止原因).' })
  reason!: string;

  @Field(() => DateTime, { description: 'When it said so (提出时间).' })
  saidAt!: string;
}

@ObjectType('Clearing', {
  implements: Node,
  description:
    'That units of two alliances may pay each other (联盟间清算), of one dimension in one unit of measure, up to a limit and until it ends. How it stands is public among the members of both; who paid whom is not.',
})
@Directive('@key(fields: "id")')
export class Clearing extends Node {
  @Field(() => AllianceReference, { nullable: true, description: 'The alliance that proposed it (提出方联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => AllianceReference, { nullable: true, description: 'The other alliance (对方联盟).' })
  otherAlliance!: AllianceReference | null;

  @Field(() => LedgerDimension, { description: 'Of what (维度).' })
  dimension!: keyof typeof LedgerDimension;

  @Field(() => String, { description: 'The unit of measure or counting basis (计量单位).' })
  basis!: string;

  @Field(() => Quantity, { description: 'How much either may owe the other (清算限额).' })
  limit!: Quantity;

  @Field(() => Quantity, {
    nullable: true,
    description:
      'How it stands (清算余额): what `alliance` owes `otherAlliance`, below zero where it is owed. Null while it is not in force.',
  })
  balance!: Quantity | null;

  @Field(() => DateTime, {
    description:
      'Nothing is paid through it from then on (到期时间): as agreed, or sooner where `endings` say so. It can be settled still.',
  })
  endsAt!: string;

  @Field(() => Boolean, { description: 'Whether units may pay through it now (是否有效).' })
  isInForce!: boolean;

  @Field(() => String, { description: 'What it is for (说明).' })
  note!: string;

  @Field(() => ClearingState, { description: 'Its state (状态).' })
  state!: keyof typeof ClearingState;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that proposed it (提出单位).' })
  proposedBy!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that answered (答复单位).' })
  answeredBy!: UnitReference | null;

  @Field(() => DateTime, { description: 'Proposed at (提出时间).' })
  proposedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Answered at (答复时间).' })
  answeredAt!: string | null;

  @Field(() => [ClearingEnding], {
    description: 'Which of the two alliances have said that it is to end before its time (提前终止), in turn.',
  })
  endings!: ClearingEnding[];

  @ListField(() => ClearingSettlementConnection, 'What was settled (结清), or is said to be.', {
    order: () => ClearingSettlementOrder,
  })
  settlements!: unknown;

  @Field(() => Int, {
    description: 'Counts the changes of its state (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: ClearingConnection } = connectionOf(() => Clearing, 'Clearing', 'clearings (清算)');

@InputType('ClearingFilter', { description: 'Which clearings (清算筛选).' })
export class ClearingFilter {
  @Field(() => [ClearingState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'With this alliance on either side (联盟).' })
  allianceId?: string | null;
}

export const ClearingOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(ClearingOrder, {
  name: 'ClearingOrder',
  description: 'Order of clearings by when they were proposed (清算排序).',
  valuesConfig: TIME_ORDER,
});
