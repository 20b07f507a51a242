import { Directive, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Stock } from './stock.types.ts';

@ObjectType('StockLot', {
  implements: Node,
  description: 'A part of a stock that came together and is good until the same day (批次): seen with the stock.',
})
@Directive('@key(fields: "id")')
export class StockLot extends Node {
  @Field(() => Stock, { nullable: true, description: 'The stock it is of (所属库存).' })
  stock!: Stock | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its number (批号), as whoever made it says; null where none was told.',
  })
  code!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The last day on which it is good (到期日); null where it keeps.',
  })
  expiresOn!: string | null;

  @Field(() => Boolean, { description: 'Whether that day is past (是否已过期): such a lot is only written off.' })
  isExpired!: boolean;

  @Field(() => Quantity, { description: 'What is left of it (现有数量): the sum of its movements.' })
  onHand!: Quantity;

  @Field(() => DateTime, { description: 'When some of it first came (首次入库时间).' })
  receivedAt!: string;
}

export const { Connection: StockLotConnection } = connectionOf(() => StockLot, 'StockLot', 'lots (批次)');

@InputType('StockLotFilter', { description: 'Which lots (批次筛选).' })
export class StockLotFilter {
  @Field(() => Boolean, { nullable: true, description: 'With nothing left, or the contrary (是否已用完).' })
  isEmpty?: boolean | null;

  @Field(() => LocalDate, { nullable: true, description: 'Good until this day at most (到期日不晚于).' })
  expiresBy?: string | null;
}

export const StockLotOrder = { FIRST_EXPIRED: 'FIRST_EXPIRED', NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(StockLotOrder, {
  name: 'StockLotOrder',
  description: 'Order of lots (批次排序).',
  valuesConfig: {
    FIRST_EXPIRED: { description: 'What expires first, which goes out first (先到期先出).' },
    ...TIME_ORDER,
  },
});
