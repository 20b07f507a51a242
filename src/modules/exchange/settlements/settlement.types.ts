import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { SettlementState as State } from '../../../domain/exchange/settlement.ts';
import { connectionOf, ListField, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../graphql/types/values.types.ts';
import { Agreement } from '../promises/agreements/agreement.types.ts';
import { Commitment } from '../promises/commitments/commitment.types.ts';
import { UnitReference } from '../references.types.ts';
import { SettlementDeliveryConnection, SettlementDeliveryOrder } from './settlement-delivery.types.ts';

const SettlementState: Readonly<Record<State, State>> = {
  PENDING: 'PENDING',
  CONFIRMED: 'CONFIRMED',
  REJECTED: 'REJECTED',
  OVERTAKEN: 'OVERTAKEN',
};
registerEnumType(SettlementState, {
  name: 'SettlementState',
  description: 'State of a settlement sheet (结算单状态).',
  valuesConfig: {
    PENDING: { description: 'Waits for parties to confirm it (待确认).' },
    CONFIRMED: { description: 'All parties have confirmed it (已确认).' },
    REJECTED: { description: 'A party rejected it, with a reason (已驳回).' },
    OVERTAKEN: {
      description: 'Another sheet was confirmed first, and has counted what this one would (已失效).',
    },
  },
});

const SettlementAnswer = { CONFIRMED: 'CONFIRMED', REJECTED: 'REJECTED' } as const;
registerEnumType(SettlementAnswer, {
  name: 'SettlementAnswer',
  description: 'What a party said of a settlement sheet (结算单答复).',
  valuesConfig: {
    CONFIRMED: { description: 'It is so (确认).' },
    REJECTED: { description: 'It is not so, with a reason (驳回).' },
  },
});

@ObjectType('SettlementParty', {
  description: 'A unit that confirms a settlement sheet (结算方), as the agreement lists them.',
})
class SettlementParty {
  @Field(() => UnitReference, { nullable: true, description: 'The unit (单位).' })
  unit!: UnitReference | null;

  @Field(() => SettlementAnswer, { nullable: true, description: 'What it said (答复); null while it has not.' })
  answer!: keyof typeof SettlementAnswer | null;

  @Field(() => String, { nullable: true, description: 'Why it rejects the sheet (驳回原因).' })
  reason!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it answered (答复时间).' })
  answeredAt!: string | null;
}

@ObjectType()
abstract class SettlementFigures {
  @Field(() => UnitReference, { nullable: true, description: 'The unit that delivers (履行方).' })
  from!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that receives (接收方).' })
  to!: UnitReference | null;

  @Field(() => Quantity, { description: 'Promised when the sheet was drawn up (承诺量).' })
  promised!: Quantity;

  @Field(() => Quantity, { description: 'What confirmed sheets counted before (前期已结).' })
  confirmedBefore!: Quantity;

  @Field(() => Quantity, { description: 'Delivered in the period and confirmed (本期确认).' })
  confirmedWithin!: Quantity;

  @Field(() => Quantity, {
    description:
      'Of earlier periods, and on no sheet so far (补记): what was confirmed late, less what was reversed. May be less than nothing.',
  })
  confirmedLate!: Quantity;

  @Field(() => Quantity, { description: 'Confirmed in all (累计已结): of the promise, so much counts.' })
  confirmedInAll!: Quantity;

  @Field(() => Quantity, { description: 'Disputed, on no sheet so far (有异议): it does not count.' })
  disputed!: Quantity;

  @Field(() => Quantity, { description: 'Recorded and waiting for an answer (待确认): it does not count yet.' })
  awaited!: Quantity;

  @Field(() => Quantity, { description: 'Still to be delivered (未履行量): promised less confirmed in all.' })
  outstanding!: Quantity;
}

@ObjectType('SettlementLine', {
  description: 'A commitment on a settlement sheet (结算项), in its own unit of measure.',
})
class SettlementLine extends SettlementFigures {
  @Field(() => Commitment, { nullable: true, description: 'The commitment (承诺), as it stands now.' })
  commitment!: Commitment | null;

  @Field(() => String, { description: 'What was promised (内容), as it was called then.' })
  title!: string;
}

@ObjectType('SettlementTotal', {
  description:
    'Lines of one direction and one unit of measure, added up (结算合计). What is counted in different units is never added.',
})
class SettlementTotal extends SettlementFigures {}

@ObjectType('Settlement', {
  implements: Node,
  description:
    'A settlement sheet (结算单): what of an agreement was promised, delivered, disputed and is outstanding, for a period of days. It is never changed: what is confirmed or reversed later stands on the next one. Seen with its agreement.',
})
@Directive('@key(fields: "id")')
export class Settlement extends Node {
  @Field(() => Agreement, { nullable: true, description: 'The agreement (协议).' })
  agreement!: Agreement | null;

  @Field(() => Int, { description: 'Its number within the agreement (序号), from 1.' })
  number!: number;

  @Field(() => LocalDate, { description: 'The first day of the period (起始日), in China.' })
  from!: string;

  @Field(() => LocalDate, { description: 'The day after the last (截止日，不含), in China.' })
  until!: string;

  @Field(() => SettlementState, { description: 'Its state (状态).' })
  state!: State;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that drew it up (出具单位).' })
  drawnUpBy!: UnitReference | null;

  @Field(() => DateTime, { description: 'Drawn up at (出具时间): what is on it is as it was then.' })
  drawnUpAt!: string;

  @Field(() => Settlement, {
    nullable: true,
    description: 'The confirmed sheet before it (上一张结算单): what that counted it does not count again.',
  })
  follows!: Settlement | null;

  @Field(() => Settlement, {
    nullable: true,
    description: 'The sheet that came to nothing and that it is in place of (所替代的结算单).',
  })
  replaces!: Settlement | null;

  @Field(() => String, {
    description:
      'SHA-256 of its canonical form (哈希), 64 hexadecimal digits. The page docs/settlements.md shows how anybody recomputes it.',
  })
  hash!: string;

  @Field(() => [SettlementParty], { description: 'Who confirms it, and what they said (结算各方).' })
  parties!: SettlementParty[];

  @Field(() => [SettlementLine], { description: 'By commitment, as the agreement lists them (结算项).' })
  lines!: SettlementLine[];

  @Field(() => [SettlementTotal], { description: 'By direction and unit of measure (合计).' })
  totals!: SettlementTotal[];

  @ListField(
    () => SettlementDeliveryConnection,
    'The deliveries that it counted, and those that it did not (履约清单).',
    {
      order: () => SettlementDeliveryOrder,
    },
  )
  deliveries!: unknown;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Confirmed, rejected or overtaken at (办结时间); null while it waits.',
  })
  settledAt!: string | null;

  @Field(() => String, {
    description:
      'Where it can be had as a PDF to print and sign (文书地址): a path on this server, for persons, with the same token and hats.',
  })
  documentUrl!: string;

  @Field(() => Int, { description: 'Counts the changes of this record (版本), from 1.' })
  version!: number;
}

export const { Connection: SettlementConnection } = connectionOf(
  () => Settlement,
  'Settlement',
  'settlement sheets (结算单)',
);

export const SettlementOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(SettlementOrder, {
  name: 'SettlementOrder',
  description: 'Order of settlement sheets by when they were drawn up (结算单排序).',
  valuesConfig: TIME_ORDER,
});
