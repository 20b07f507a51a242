/** What the acts on figures of areas take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { FigureField, IdField, KeyField, TextField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { AreaStatistic, FigurePrecision } from './statistic.types.ts';

@InputType('RecordAreaStatisticInput', {
  description: 'A figure of an area (登记区划统计). It takes the place of the one of the same indicator and day.',
})
export class RecordAreaStatisticInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('Of which area (区划).')
  areaId!: string;

  @TextField('What is counted (指标): the code of a term of the scheme `AREA_STATISTIC`, or of a kind of places.', {
    max: 60,
  })
  indicator!: string;

  @Field(() => LocalDate, { description: 'As of which day (数据日期), on which the area was in force.' })
  asOf!: string;

  @FigureField('How much (数值).')
  value!: string;

  @TextField('The unit of measure or counting basis (计量单位), e.g. `人`, `户`, `处`; `%` of a share.', { max: 20 })
  unit!: string;

  @TextField('Of what it is a share (占比基数), the code of a term; with the unit `%` alone.', {
    max: 60,
    optional: true,
  })
  shareOf?: string | null;

  @Field(() => FigurePrecision, { description: 'How precisely it is told (精度).' })
  precision!: keyof typeof FigurePrecision;

  @TextField('Where it is from (来源), e.g. a census or a report.', { max: 200 })
  source!: string;
}

@InputType('WithdrawAreaStatisticInput', { description: 'A figure that counts no more (撤回区划统计).' })
export class WithdrawAreaStatisticInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('Which (区划统计).')
  statisticId!: string;
}

@ObjectType()
abstract class StatisticPayload extends Payload {
  @Field(() => AreaStatistic, { nullable: true, description: 'The figure (区划统计) as it stands now.' })
  statistic!: AreaStatistic | null;
}

@OutcomeOf('recordAreaStatistic', '登记区划统计')
export class RecordAreaStatisticPayload extends StatisticPayload {}

@OutcomeOf('withdrawAreaStatistic', '撤回区划统计')
export class WithdrawAreaStatisticPayload extends StatisticPayload {}
