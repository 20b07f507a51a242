/** What the acts on stocks take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import {
  AmountField,
  FigureField,
  IdField,
  KeyField,
  NestedField,
  NestedListField,
  TextField,
  VersionField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { StockMove } from './movement.types.ts';
import { Stock } from './stock.types.ts';

@InputType()
abstract class OfResource {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource that is counted (资源).')
  resourceId!: string;
}

@InputType('OpenStockInput', {
  description: 'A resource of your unit that is counted from now on (建立库存): goods or meals.',
})
export class OpenStockInput extends OfResource {
  @TextField('The unit of measure it is counted in (计量单位), as its offers are: e.g. `包`.', { max: 20 })
  unit!: string;
}

@InputType('LotInput', { description: 'What came together (批次).' })
class LotInput {
  @TextField('Its number (批号).', { max: 60, optional: true })
  code?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last day on which it is good (到期日).' })
  expiresOn?: string | null;
}

@InputType('MoveStockInput', { description: 'What came into a stock of your unit, or went out of it (登记出入库).' })
export class MoveStockInput extends OfResource {
  @Field(() => StockMove, { description: 'What happened (类型).' })
  kind!: keyof typeof StockMove;

  @AmountField('How much (数量), in the unit of the stock.')
  amount!: string;

  @NestedField(() => LotInput, 'In which lot it came (批次), where it is received.', { optional: true })
  lot?: LotInput | null;

  @IdField('The lot it comes back to, or is written off of (批次).', { optional: true })
  lotId?: string | null;

  @IdField('The offer it is handed over for, or comes back from (相关供给), served from this stock.', {
    optional: true,
  })
  offerId?: string | null;

  @TextField('Why (原因), without what tells of persons; needed where it is written off.', { max: 200, optional: true })
  reason?: string | null;
}

@InputType('TransferStockInput', {
  description: 'Some of one stock of your unit, to another that is counted alike (调拨).',
})
export class TransferStockInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource it is taken from (调出资源).')
  fromResourceId!: string;

  @IdField('The resource it goes to (调入资源).')
  toResourceId!: string;

  @AmountField('How much (数量).')
  amount!: string;

  @TextField('Why (原因).', { max: 200, optional: true })
  reason?: string | null;
}

@InputType('CountedLotInput', { description: 'What was counted of a lot (盘点结果).' })
class CountedLotInput {
  @IdField('The lot (批次).')
  lotId!: string;

  @FigureField('What is there (实盘数量).')
  counted!: string;
}

@InputType('CountStockInput', {
  description: 'What was counted of a stock of your unit (盘点). Lots that are not named stay as they are.',
})
export class CountStockInput extends OfResource {
  @NestedListField(() => CountedLotInput, 'What was counted (盘点结果): 1 to 100 lots.', { max: 100 })
  lots!: CountedLotInput[];

  @TextField('What explains the difference, or which count it was (说明).', { max: 200 })
  reason!: string;
}

@InputType()
abstract class EditedStock extends OfResource {
  @VersionField()
  expectedVersion!: number;
}

@InputType('SetMinimumStockInput', { description: 'How much of a stock of your unit should be there (设定最低库存).' })
export class SetMinimumStockInput extends EditedStock {
  @FigureField('How much (最低库存): whoever keeps it is told when it comes to that. 0 tells that there is none left.')
  minimum!: string;
}

@InputType('ShareStockInput', { description: 'Whether others are told what is available of it (公开可用量).' })
export class ShareStockInput extends EditedStock {
  @Field(() => Boolean, { description: 'Whether all who see the resource are told (是否公开).' })
  isShared!: boolean;
}

@ObjectType()
abstract class StockPayload extends Payload {
  @Field(() => Stock, { nullable: true, description: 'The stock (库存) as it is now.' })
  stock!: Stock | null;
}

@OutcomeOf('openStock', '建立库存')
export class OpenStockPayload extends StockPayload {}

@OutcomeOf('moveStock', '登记出入库')
export class MoveStockPayload extends StockPayload {}

@OutcomeOf('transferStock', '调拨')
export class TransferStockPayload extends StockPayload {}

@OutcomeOf('countStock', '盘点')
export class CountStockPayload extends StockPayload {}

@OutcomeOf('setMinimumStock', '设定最低库存')
export class SetMinimumStockPayload extends StockPayload {}

@OutcomeOf('shareStock', '公开可用量')
export class ShareStockPayload extends StockPayload {}
