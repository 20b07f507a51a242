/** A cell of the board, as lists are filtered by it. */
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../graphql/types/scalars.ts';
import {
  boardColumns,
  boardDimensions,
  boardSides,
  type BoardColumn as Column,
  type BoardDimension as Dimension,
  type BoardSide as Side,
} from '../../../domain/exchange/board.ts';

const named = <Name extends string>(names: readonly Name[]): { readonly [N in Name]: N } =>
  Object.fromEntries(names.map((name) => [name, name])) as { readonly [N in Name]: N };

export const BoardSide = named(boardSides);
registerEnumType(BoardSide, {
  name: 'BoardSide',
  description: 'A side of the board (看板的一侧): what came of needs, or what came of offers. Never added.',
  valuesConfig: {
    NEEDS: { description: 'Needs, and what came of them (需求).' },
    OFFERS: { description: 'Offers, and what came of them (供给).' },
  },
});

export const BoardColumn = named(boardColumns);
registerEnumType(BoardColumn, {
  name: 'BoardColumn',
  description: 'What the board counts (看板指标), as of the instant of the request. Each is a figure of its own.',
  valuesConfig: {
    PUBLISHED: { description: '`needs` or `offers` shown to the alliance (已发布件次), by when they were published.' },
    OPEN: { description: 'Of these, what can be matched now: something is left (待对接件次).' },
    PROPOSED: { description: '`matches` that wait for an answer (待回应撮合件次), by when they began.' },
    MATCHED: { description: 'Of the published, those with an agreement that all have signed (已达成件次).' },
    AGREED: { description: '`agreements` that are active (履行中协议件次), by when they became so.' },
    COMMITTED: {
      description: '`commitments` of these that are open (待履行承诺件次), by when the agreement became active.',
    },
    DELIVERED: {
      description: '`deliveries` that were confirmed and count (已确认履约件次), by when they were delivered.',
    },
    OVERDUE: {
      description: 'Open `commitments` that should have been kept by now (逾期承诺件次), by when they were due.',
    },
    WISHES: {
      description:
        'Micro-wishes among the `needs` that can be claimed now (待认领微心愿件次), by when they were published.',
    },
    CLAIMED: { description: '`wishClaims` that wait to be done (已认领人次), by when they were made.' },
    GRANTED: { description: '`wishClaims` that were done (已实现人次), by when that was confirmed.' },
  },
});

export const BoardDimension = named(boardDimensions);
registerEnumType(BoardDimension, {
  name: 'BoardDimension',
  description: 'What the rows of the board are (看板维度).',
  valuesConfig: {
    CATEGORY: { description: 'Category of the listing (类别).' },
    TRACK: { description: 'Track that the listing is filed under (赛道).' },
    AREA: { description: 'The narrowest area that the unit of the listing lies in, grids left out (区域).' },
    UNIT: { description: 'Unit of the listing (单位).' },
  },
});

@InputType('BoardCellInput', {
  description: 'A cell of the board (看板单元格): what one of its figures counts. As the figure gives it.',
})
export class BoardCellInput {
  @Field(() => ID, { description: 'The alliance (联盟).' })
  allianceId!: string;

  @Field(() => BoardSide, { description: 'Of needs or of offers (供需侧).' })
  side!: Side;

  @Field(() => BoardColumn, {
    description: 'What is counted (指标). A list of other things than the figure counts has nothing of it.',
  })
  column!: Column;

  @Field(() => BoardDimension, { nullable: true, description: 'What the row is (维度); null of all rows together.' })
  by?: Dimension | null;

  @Field(() => String, {
    nullable: true,
    description: 'The key of the row (行标识); null of what is in none of the others.',
  })
  key?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'From this instant on (起).' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this instant (止).' })
  to?: Date | null;
}

/** The filter of a list by a cell of the board. */
export function BoardCellField(): (target: object, property: string) => void {
  return Field(() => BoardCellInput, {
    nullable: true,
    description:
      'What that figure of the board counts (看板下钻): `totalCount` is the figure, for whoever sees all of it. By a row (`by`) what is promised is found under the hat of that alliance.',
  });
}
