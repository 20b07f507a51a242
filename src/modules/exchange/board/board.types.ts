import { Arg, Field, ID, ObjectType } from 'type-graphql';
import type {
  BoardColumn as Column,
  BoardDimension as Dimension,
  BoardSide as Side,
} from '../../../domain/exchange/board.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Tally } from '../matching/wishes/stats.types.ts';
import { BoardColumn, BoardDimension, BoardSide } from './cell.types.ts';

@ObjectType('BoardCell', { description: 'A cell of the board (看板单元格), as lists take it.' })
class BoardCell {
  @Field(() => ID, { description: 'The alliance (联盟).' })
  allianceId!: string;

  @Field(() => BoardSide, { description: 'Of needs or of offers (供需侧).' })
  side!: Side;

  @Field(() => BoardColumn, { description: 'What is counted (指标).' })
  column!: Column;

  @Field(() => BoardDimension, { nullable: true, description: 'What the row is (维度); null of all rows together.' })
  by!: Dimension | null;

  @Field(() => String, { nullable: true, description: 'The key of the row (行标识).' })
  key!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'From this instant on (起).' })
  from!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this instant (止).' })
  to!: string | null;
}

@ObjectType('BoardFilter', {
  description: 'The filter of a list by what a figure counts (下钻筛选): given to the list as it is.',
})
class BoardFilter {
  @Field(() => BoardCell, { description: 'The cell (单元格).' })
  board!: BoardCell;
}

@ObjectType('BoardFigure', { description: 'A figure of the board (看板数字), and what it counts.' })
class BoardFigure {
  @Field(() => BoardColumn, { description: 'What is counted (指标).' })
  column!: Column;

  @Field(() => Tally, {
    nullable: true,
    description: 'How many, and of what (计数与口径); null where it is not told.',
  })
  tally!: Tally | null;

  @Field(() => Boolean, {
    description: 'Whether it is not told to you, as it or another is so small that it tells who is meant (是否隐去).',
  })
  isSuppressed!: boolean;

  @Field(() => BoardFilter, {
    description: 'By which the list of what it counts finds that (下钻筛选); `column` says which list.',
  })
  filter!: BoardFilter;
}

@ObjectType('BoardRow', { description: 'A row of the board (看板行).' })
class BoardRow {
  @Field(() => String, {
    nullable: true,
    description:
      'The code of the category, or the id of the track, the area or the unit (行标识); null of what has none, and of promises whose listing is not shown to the alliance any more.',
  })
  key!: string | null;

  @Field(() => String, { description: 'What it is called (名称), in the language of the request.' })
  label!: string;

  @Field(() => [BoardFigure], { description: 'Its figures (数字), column by column. Never added.' })
  figures!: BoardFigure[];
}

@ObjectType('BoardListings', { description: 'A side of the board (看板的一侧).' })
class BoardListings {
  @Field(() => [BoardFigure], { description: 'All rows together (合计), column by column.' })
  total!: BoardFigure[];

  @Field(() => [BoardRow], {
    description:
      'By what was asked (分行), in the order of their keys: every row of which something is to be counted. Outside of the alliance those alone of which something is told, and none by unit.',
  })
  rows!: BoardRow[];
}

@ObjectType('BoardRate', { description: 'A rate (比率): numerator and denominator.' })
class BoardRate {
  @Field(() => BoardFigure, { description: 'How many (分子).' })
  numerator!: BoardFigure;

  @Field(() => BoardFigure, { description: 'Of how many (分母).' })
  denominator!: BoardFigure;
}

@ObjectType('SupplyDemandBoard', {
  description: 'Supply and demand of an alliance at a glance (供需看板), as of the instant of the request.',
})
class SupplyDemandBoard {
  @Field(() => DateTime, { description: 'As of when (截至时间).' })
  asOf!: string;

  @Field(() => BoardDimension, { description: 'What its rows are (维度).' })
  by!: Dimension;

  @Field(() => Boolean, {
    description: 'Whether small figures are held back from you (是否脱敏): you are outside of the alliance.',
  })
  isMasked!: boolean;

  @Field(() => BoardListings, { description: 'Needs, and what came of them (需求侧).' })
  needs!: BoardListings;

  @Field(() => BoardListings, { description: 'Offers, and what came of them (供给侧).' })
  offers!: BoardListings;

  @Field(() => BoardRate, { description: 'Needs with an agreement, of those that were published (匹配率).' })
  matchRate!: BoardRate;
}

/** The question of supply and demand, with its arguments. */
export function SupplyDemandBoardField(): (target: object, property: string) => void {
  return (target, property) => {
    Field(() => SupplyDemandBoard, {
      nullable: true,
      description:
        'Its supply and demand (供需看板): what is open, proposed, agreed, delivered and overdue. Under a hat of it (of an app: with `promises:read`) all of it; otherwise figures from one to four are not told, nor what would give them away, and null where a time is asked for. Charged as a search.',
    })(target, property);
    const from = { nullable: true, description: 'From this instant on (起); what of a thing, its figure says.' };
    Arg('from', () => DateTime, from)(target, property, 0);
    const to = { nullable: true, description: 'Before this instant (止).' };
    Arg('to', () => DateTime, to)(target, property, 1);
    const by = { defaultValue: 'CATEGORY', description: 'What its rows are (维度).' };
    Arg('by', () => BoardDimension, by)(target, property, 2);
  };
}
