import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { SettlementEntry as Entry } from '../../../domain/exchange/settlement.ts';
import { connectionOf } from '../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Quantity } from '../../../graphql/types/values.types.ts';
import { Commitment } from '../promises/commitments/commitment.types.ts';
import { ExchangeEvent } from '../promises/deliveries/delivery.types.ts';

const SettlementEntry: Readonly<Record<Entry, Entry>> = {
  WITHIN: 'WITHIN',
  LATE: 'LATE',
  DISPUTED: 'DISPUTED',
  AWAITED: 'AWAITED',
};
registerEnumType(SettlementEntry, {
  name: 'SettlementEntry',
  description: 'As what a delivery stands on a settlement sheet (结算类别).',
  valuesConfig: {
    WITHIN: { description: 'Delivered in the period, and confirmed: it counts (本期确认).' },
    LATE: {
      description: 'Of an earlier period: confirmed since, or reversed (补记). It counts by as much as it says.',
    },
    DISPUTED: { description: 'The other side objects: it does not count (有异议).' },
    AWAITED: { description: 'The other side has not answered: it does not count yet (待确认).' },
  },
});

@ObjectType('SettlementDelivery', { description: 'A delivery on a settlement sheet (结算履约).' })
class SettlementDelivery {
  @Field(() => ExchangeEvent, { nullable: true, description: 'The delivery (履约记录), as it stands now.' })
  delivery!: ExchangeEvent | null;

  @Field(() => Commitment, { nullable: true, description: 'What it was for (承诺), as it stands now.' })
  commitment!: Commitment | null;

  @Field(() => SettlementEntry, { description: 'As what it stands there (类别).' })
  entry!: Entry;

  @Field(() => Quantity, {
    description:
      'By how much it counts, or how much is disputed or awaited (数量); less than nothing where it is reversed.',
  })
  quantity!: Quantity;

  @Field(() => DateTime, { description: 'When it was delivered (履约时间).' })
  occurredAt!: string;
}

export const { Connection: SettlementDeliveryConnection } = connectionOf(
  () => SettlementDelivery,
  'SettlementDelivery',
  'deliveries on a settlement sheet (结算履约)',
);

export const SettlementDeliveryOrder = { OCCURRED: 'OCCURRED' } as const;
registerEnumType(SettlementDeliveryOrder, {
  name: 'SettlementDeliveryOrder',
  description: 'Order of deliveries on a settlement sheet (结算履约排序).',
  valuesConfig: { OCCURRED: { description: 'By when they were delivered (按履约时间).' } },
});
