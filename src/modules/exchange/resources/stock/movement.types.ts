import { Directive, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Offer } from '../../listings/offers/offer.types.ts';
import { Distribution } from '../distributions/distribution.types.ts';
import { StockLot } from './lot.types.ts';
import { Stock } from './stock.types.ts';

const moves = {
  RECEIVED: { description: 'Came in (入库).' },
  ISSUED: { description: 'Went out (出库): of the lots that expire first.' },
  RETURNED: { description: 'Came back (退回).' },
  WRITTEN_OFF: { description: 'Is lost, spoilt or expired (报损).' },
};

export const StockMove = {
  RECEIVED: 'RECEIVED',
  ISSUED: 'ISSUED',
  RETURNED: 'RETURNED',
  WRITTEN_OFF: 'WRITTEN_OFF',
} as const;
registerEnumType(StockMove, {
  name: 'StockMove',
  description: 'What a unit says of its stock (库存操作).',
  valuesConfig: moves,
});

const StockMovementKind = { ...StockMove, ADJUSTED: 'ADJUSTED', TRANSFERRED: 'TRANSFERRED' } as const;
registerEnumType(StockMovementKind, {
  name: 'StockMovementKind',
  description: 'Why there is more or less of a stock (库存变动类型).',
  valuesConfig: {
    ...moves,
    ADJUSTED: { description: 'Was found otherwise when it was counted (盘点调整).' },
    TRANSFERRED: { description: 'Went to, or came from another stock of the unit (调拨).' },
  },
});

@ObjectType('StockMovement', {
  implements: Node,
  description: 'What came into a lot of a stock, or went out of it (库存变动): seen with the stock. Never changed.',
})
@Directive('@key(fields: "id")')
class StockMovement extends Node {
  @Field(() => Stock, { nullable: true, description: 'The stock (库存).' })
  stock!: Stock | null;

  @Field(() => StockLot, { nullable: true, description: 'The lot (批次).' })
  lot!: StockLot | null;

  @Field(() => StockMovementKind, { description: 'Why (类型).' })
  kind!: keyof typeof StockMovementKind;

  @Field(() => Quantity, { description: 'How much more, or with a minus less (数量).' })
  quantity!: Quantity;

  @Field(() => String, { nullable: true, description: 'The reason that was given (原因).' })
  reason!: string | null;

  @Field(() => Offer, { nullable: true, description: 'The offer it was for (相关供给), if it was for one.' })
  offer!: Offer | null;

  @Field(() => Distribution, {
    nullable: true,
    description: 'The distribution it was handed out in (相关发放), if in one.',
  })
  distribution!: Distribution | null;

  @Field(() => DateTime, { description: 'Recorded at (登记时间).' })
  recordedAt!: string;
}

export const { Connection: StockMovementConnection } = connectionOf(
  () => StockMovement,
  'StockMovement',
  'movements (库存变动)',
);

@InputType('StockMovementFilter', { description: 'Which movements (库存变动筛选).' })
export class StockMovementFilter {
  @Field(() => [StockMovementKind], { nullable: true, description: 'Of one of these kinds (类型).' })
  kind?: string[] | null;
}

export const StockMovementOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(StockMovementOrder, {
  name: 'StockMovementOrder',
  description: 'Order of movements by when they were recorded (库存变动排序).',
  valuesConfig: TIME_ORDER,
});
