import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Money, Node, Period, Quantity } from '../../../../graphql/types/values.types.ts';
import { Agreement } from '../../promises/agreements/agreement.types.ts';
import { Need } from '../../listings/needs/need.types.ts';
import { Offer } from '../../listings/offers/offer.types.ts';
import { AllianceReference, UnitReference } from '../../references.types.ts';
import { Slot } from '../../resources/slots/slot.types.ts';
import { OrderJudgement } from '../orders/judgement.types.ts';
import { InReturn } from './in-return.types.ts';
import { MatchItem, MatchTerms } from './terms.types.ts';
import { BoardCellField, type BoardCellInput } from '../../board/cell.types.ts';

const MatchState = {
  PROPOSED: 'PROPOSED',
  CALLED: 'CALLED',
  ACCEPTED_BY_ONE: 'ACCEPTED_BY_ONE',
  COUNTERED: 'COUNTERED',
  AGREED: 'AGREED',
  DECLINED: 'DECLINED',
  WITHDRAWN: 'WITHDRAWN',
  SUPERSEDED: 'SUPERSEDED',
  EXPIRED: 'EXPIRED',
  CANCELLED: 'CANCELLED',
} as const;
registerEnumType(MatchState, {
  name: 'MatchState',
  description: 'State of a match (撮合状态).',
  valuesConfig: {
    PROPOSED: { description: 'Proposed; neither side has answered (待双方回应).' },
    CALLED: { description: 'Sent to a supplier, which has not answered; nothing is held (已发单待接).' },
    ACCEPTED_BY_ONE: { description: 'One side accepted; its quantity is held (一方已接受).' },
    COUNTERED: {
      description: 'One side answered with other terms, and stands by them; their quantity is held (已还价).',
    },
    AGREED: { description: 'Both sides accepted; there is an agreement (双方已接受).' },
    DECLINED: { description: 'One side declined, with a reason (已婉拒).' },
    WITHDRAWN: { description: 'Taken back by who started it (已撤回).' },
    SUPERSEDED: { description: 'Another of the units it was sent to was first (已由他方接单).' },
    EXPIRED: { description: 'Not answered by `respondBy` (逾期未回应); it holds nothing any more.' },
    CANCELLED: { description: 'Its agreement was cancelled before it was active (协议已取消).' },
  },
});

const MatchOrigin = { PROPOSAL: 'PROPOSAL', CLAIM: 'CLAIM', ORDER: 'ORDER', DISPATCH: 'DISPATCH' } as const;
registerEnumType(MatchOrigin, {
  name: 'MatchOrigin',
  description: 'How a match began (撮合来源).',
  valuesConfig: {
    PROPOSAL: { description: 'Proposed by a coordinator (协调员推荐).' },
    CLAIM: { description: 'Claimed by a supplier (认领).' },
    ORDER: { description: 'Ordered by the unit in need, directly on an offer (点单).' },
    DISPATCH: { description: 'Sent to several suppliers, of which the first that accepts has it (发单).' },
  },
});

@ObjectType('Match', {
  implements: Node,
  description:
    'A match of a need and its supply, or an order of an offer (撮合). Seen by its two units and by the coordinator of its alliance.',
})
@Directive('@key(fields: "id")')
export class Match extends Node {
  @Field(() => AllianceReference, { nullable: true, description: 'The alliance it lives in (所属联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => MatchOrigin, { description: 'How it began (来源).' })
  origin!: keyof typeof MatchOrigin;

  @Field(() => Need, { nullable: true, description: 'The need (需求); null of an order, which is of an offer alone.' })
  need!: Need | null;

  @Field(() => Offer, { nullable: true, description: 'The offer (供给); null where a need was claimed without one.' })
  offer!: Offer | null;

  @Field(() => Slot, { nullable: true, description: 'The slot to be booked when both have accepted (拟预约时段).' })
  slot!: Slot | null;

  @Field(() => Int, { nullable: true, description: 'Places of that slot (名额); null where no slot is named.' })
  places!: number | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that gives (供给方).' })
  supplier!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit in need (需求方).' })
  demander!: UnitReference | null;

  @Field(() => Quantity, { description: 'How much (数量).' })
  quantity!: Quantity;

  @Field(() => [MatchItem], {
    description: 'What was ordered from the menu of the offer (点单明细), at the prices of then.',
  })
  items!: MatchItem[];

  @Field(() => Money, {
    nullable: true,
    description: 'What the items cost together (合计); null where none costs anything. Computed.',
  })
  total!: Money | null;

  @Field(() => OrderJudgement, {
    nullable: true,
    description: 'Of an order for a resident, that they fit what the offer asks (适用判定); null of all other matches.',
  })
  judgement!: OrderJudgement | null;

  @Field(() => Period, { nullable: true, description: 'When it is to be delivered (履行时段), where that was said.' })
  period!: Period | null;

  @Field(() => [MatchTerms], {
    description: 'What was proposed, writing by writing (历次条件): the last stands. Nothing of it is changed.',
  })
  terms!: MatchTerms[];

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when it is to be answered (回应期限): from then on it is `EXPIRED`. Null where nothing is said.',
  })
  respondBy!: string | null;

  @Field(() => InReturn, { nullable: true, description: 'What is given in return (回馈), if anything.' })
  inReturn!: InReturn | null;

  @Field(() => MatchState, { description: 'Its state (状态).' })
  state!: keyof typeof MatchState;

  @Field(() => DateTime, { nullable: true, description: 'When the supplier accepted (供给方接受时间).' })
  supplierAcceptedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the unit in need accepted (需求方接受时间).' })
  demanderAcceptedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined or withdrawn (原因).' })
  reason!: string | null;

  @Field(() => Agreement, { nullable: true, description: 'The agreement it led to (协议).' })
  agreement!: Agreement | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;

  @Field(() => DateTime, { description: 'Started at (发起时间).' })
  createdAt!: string;
}

export const { Connection: MatchConnection } = connectionOf(() => Match, 'Match', 'matches (撮合)');

@InputType('MatchFilter', { description: 'Which matches (撮合筛选).' })
export class MatchFilter {
  @Field(() => [MatchState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => [MatchOrigin], { nullable: true, description: 'Begun in one of these ways (来源).' })
  origin?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this need (需求).' })
  needId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this offer (供给).' })
  offerId?: string | null;

  @BoardCellField()
  board?: BoardCellInput | null;
}

export const MatchOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(MatchOrder, {
  name: 'MatchOrder',
  description: 'Order of matches by when they began (撮合排序).',
  valuesConfig: TIME_ORDER,
});
