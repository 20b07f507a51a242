import { Directive, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Area } from '../areas/area.types.ts';
import { Term } from '../terms/term.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';

export const FigurePrecision = {
  EXACT: 'EXACT',
  AT_LEAST: 'AT_LEAST',
  MORE_THAN: 'MORE_THAN',
  ABOUT: 'ABOUT',
} as const;
registerEnumType(FigurePrecision, {
  name: 'FigurePrecision',
  description: 'How precisely a figure is told (精度). A figure is added to others only with that said.',
  valuesConfig: {
    EXACT: { description: 'Exactly so many (准确数).' },
    AT_LEAST: { description: 'At least so many (余、以上), as 5500余.' },
    MORE_THAN: { description: 'More than so many (超).' },
    ABOUT: { description: 'About so many (约、近).' },
  },
});

@ObjectType('AreaStatistic', {
  implements: Node,
  description:
    'A figure that is known of an area (区划统计): how precisely, by which source, as of which day. Never changed: another is recorded in its place. Public.',
})
@Directive('@key(fields: "id")')
export class AreaStatistic extends Node {
  @Field(() => Area, { nullable: true, description: 'Of which area (区划).' })
  area!: Area | null;

  @Field(() => Term, {
    nullable: true,
    description: 'What is counted (指标): a term of the scheme `AREA_STATISTIC`, or a kind of places.',
  })
  indicator!: Term | null;

  @Field(() => LocalDate, { description: 'As of which day (数据日期).' })
  asOf!: string;

  @Field(() => Quantity, { description: 'How much (数值); of a share, in %.' })
  quantity!: Quantity;

  @Field(() => Term, { nullable: true, description: 'Of what it is a share (占比基数); null where it is none.' })
  shareOf!: Term | null;

  @Field(() => FigurePrecision, { description: 'How precisely it is told (精度).' })
  precision!: string;

  @Field(() => String, { description: 'Where it is from (来源).' })
  source!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit that recorded it (登记单位).' })
  recordedBy!: Unit | null;

  @Field(() => DateTime, { description: 'When it was recorded (登记时间).' })
  recordedAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When another was recorded in its place, or it was withdrawn (更正或撤回时间); null while it counts.',
  })
  supersededAt!: string | null;
}

export const { Connection: AreaStatisticConnection } = connectionOf(
  () => AreaStatistic,
  'AreaStatistic',
  'figures of areas (区划统计)',
);

@InputType('AreaStatisticFilter', { description: 'Which figures (区划统计筛选).' })
export class AreaStatisticFilter {
  @Field(() => [String], { nullable: true, description: 'Of one of these indicators, by their codes (指标).' })
  indicator?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'That count, or that another has taken the place of (是否有效); both where it is left out.',
  })
  isInForce?: boolean | null;

  @Field(() => LocalDate, { nullable: true, description: 'As of this day or an earlier one (截至日期).' })
  until?: string | null;
}

export const AreaStatisticOrder = { LATEST: 'LATEST' } as const;
registerEnumType(AreaStatisticOrder, {
  name: 'AreaStatisticOrder',
  description: 'Order of figures (区划统计排序).',
  valuesConfig: { LATEST: { description: 'Of the latest day first (数据日期由近及远).' } },
});
