import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { UnitReference } from '../../references.types.ts';
import { DistributionConnection, DistributionFilter, DistributionOrder } from '../distributions/distribution.types.ts';
import { Resource } from '../resources/resource.types.ts';
import { StockLotConnection, StockLotFilter, StockLotOrder } from './lot.types.ts';
import { StockMovementConnection, StockMovementFilter, StockMovementOrder } from './movement.types.ts';

@ObjectType('Stock', {
  implements: Node,
  description:
    'What there is of a resource that is counted (库存): goods, meals. Figures follow the movements and are never typed in. For the unit that has it, and for who coordinates an alliance that the resource is shown to.',
})
@Directive('@key(fields: "id")')
export class Stock extends Node {
  @Field(() => Resource, { nullable: true, description: 'The resource that is counted (所计资源).' })
  resource!: Resource | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that has it (所属单位).' })
  owner!: UnitReference | null;

  @Field(() => String, { description: 'The unit of measure it is counted in (计量单位), e.g. `包`.' })
  unit!: string;

  @Field(() => Quantity, {
    description: 'What is on hand (现有库存): the sum of all movements, expired lots included.',
  })
  onHand!: Quantity;

  @Field(() => Quantity, {
    description: 'What is promised (已预留): held by matches of the offers served from it, and not handed over yet.',
  })
  reserved!: Quantity;

  @Field(() => Quantity, {
    description: 'What can be promised or handed out today (可用库存): on hand and still good, less what is promised.',
  })
  available!: Quantity;

  @Field(() => Quantity, { description: 'What is on hand past its day (已过期): to be written off.' })
  expired!: Quantity;

  @Field(() => Quantity, {
    description: 'By how much more is promised than is on hand (缺口): nothing, but after a loss.',
  })
  shortfall!: Quantity;

  @Field(() => Quantity, {
    nullable: true,
    description: 'How much should be there (最低库存); null where none is set.',
  })
  minimum!: Quantity | null;

  @Field(() => Boolean, {
    description: 'Whether it has come to its minimum, or fallen below it (是否低于或达到最低库存).',
  })
  isLow!: boolean;

  @Field(() => Boolean, {
    description: 'Whether all who see the resource are told what is available (是否公开可用量).',
  })
  isShared!: boolean;

  @ListField(() => StockLotConnection, 'Its lots (批次).', {
    filter: () => StockLotFilter,
    order: () => StockLotOrder,
  })
  lots!: unknown;

  @ListField(() => StockMovementConnection, 'What came and went (库存变动).', {
    filter: () => StockMovementFilter,
    order: () => StockMovementOrder,
  })
  movements!: unknown;

  @ListField(() => DistributionConnection, 'How it was handed out to persons (发放).', {
    filter: () => DistributionFilter,
    order: () => DistributionOrder,
  })
  distributions!: unknown;

  @Field(() => DateTime, { description: 'Counted since (建账时间).' })
  openedAt!: string;

  @Field(() => Int, {
    description:
      'Counts the changes of its minimum and of who is told (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: StockConnection } = connectionOf(() => Stock, 'Stock', 'stocks (库存)');

@InputType('StockFilter', { description: 'Which stocks (库存筛选).' })
export class StockFilter {
  @Field(() => ID, { nullable: true, description: 'Of this unit (所属单位).' })
  unitId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'At their minimum or below it, or the contrary (是否低于或达到最低库存).',
  })
  isLow?: boolean | null;
}

export const StockOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(StockOrder, {
  name: 'StockOrder',
  description: 'Order of stocks by when counting began (库存排序).',
  valuesConfig: TIME_ORDER,
});
