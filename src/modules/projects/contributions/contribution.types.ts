import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { AmountField, IdField, KeyField, TextField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { DateTime, LocalDate } from '../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../graphql/types/values.types.ts';
import { Project } from '../projects/project.types.ts';
import { UnitReference } from '../references.types.ts';

const ContributionState = { RECORDED: 'RECORDED', CONFIRMED: 'CONFIRMED', REJECTED: 'REJECTED' } as const;
registerEnumType(ContributionState, {
  name: 'ContributionState',
  description: 'What those in charge said of a contribution (投入确认状态).',
  valuesConfig: {
    RECORDED: { description: 'Nothing yet (待确认).' },
    CONFIRMED: { description: 'It is so: it counts (已确认).' },
    REJECTED: { description: 'It is not so, with a reason: it does not count (未认可).' },
  },
});

@ObjectType('Contribution', {
  implements: Node,
  description:
    'Hours a partner gave to a project (工时投入). They count once the lead unit or the coordinator has confirmed them.',
})
@Directive('@key(fields: "id")')
class Contribution extends Node {
  @Field(() => Project, { nullable: true, description: 'The project (项目).' })
  project!: Project | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that gave them (投入单位).' })
  unit!: UnitReference | null;

  @Field(() => Quantity, { description: 'How many hours (工时), in `小时`.' })
  hours!: Quantity;

  @Field(() => LocalDate, { description: 'On which day (服务日期).' })
  servedOn!: string;

  @Field(() => String, { description: 'What was done (说明).' })
  note!: string;

  @Field(() => DateTime, { description: 'When it was recorded (记录时间).' })
  recordedAt!: string;

  @Field(() => ContributionState, { description: 'What those in charge said (确认状态).' })
  state!: keyof typeof ContributionState;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that answered (确认单位).' })
  answeredBy!: UnitReference | null;

  @Field(() => DateTime, { nullable: true, description: 'When it answered (确认时间).' })
  answeredAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected (不予认可原因).' })
  reason!: string | null;
}

const ContributionFacet = { STATE: 'STATE', UNIT: 'UNIT' } as const;
registerEnumType(ContributionFacet, {
  name: 'ContributionFacet',
  description: 'What contributions can be counted by (投入分面).',
  valuesConfig: {
    STATE: { description: 'State (状态).' },
    UNIT: { description: 'Who gave (投入单位), by its id.' },
  },
});

const ContributionMeasure = { HOURS: 'HOURS' } as const;
registerEnumType(ContributionMeasure, {
  name: 'ContributionMeasure',
  description: 'What of contributions can be added up (投入合计项).',
  valuesConfig: {
    HOURS: { description: 'Hours (工时).' },
  },
});

export const { Connection: ContributionConnection } = connectionOf(
  () => Contribution,
  'Contribution',
  'contributions (工时投入)',
  { facets: ContributionFacet, measures: ContributionMeasure },
);

@InputType('ContributionFilter', { description: 'Which contributions (投入筛选).' })
export class ContributionFilter {
  @Field(() => [ContributionState], { nullable: true, description: 'In one of these states (确认状态).' })
  state?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this unit (投入单位).' })
  unitId?: string | null;
}

export const ContributionOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(ContributionOrder, {
  name: 'ContributionOrder',
  description: 'Order of contributions by when they were recorded (投入排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('ContributeHoursInput', { description: 'Hours the unit you act for gave (登记工时).' })
export class ContributeHoursInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The project (项目), of which the unit is a partner.')
  projectId!: string;

  @AmountField('How many hours (工时), of all who came together on that day.', { max: 10_000 })
  hours!: string;

  @Field(() => LocalDate, { description: 'On which day (服务日期): not in the future.' })
  servedOn!: string;

  @TextField('What was done, and by how many (说明).', { max: 1000 })
  note!: string;
}

@InputType('ConfirmContributionInput', { description: 'Confirmation of recorded hours (确认工时).' })
export class ConfirmContributionInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The contribution (工时投入).')
  contributionId!: string;
}

@InputType('RejectContributionInput', { description: 'Rejection of recorded hours (不予认可工时).' })
export class RejectContributionInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The contribution (工时投入).')
  contributionId!: string;

  @TextField('What is not so (原因).', { max: 1000 })
  reason!: string;
}

@ObjectType()
abstract class ContributionPayload extends Payload {
  @Field(() => Contribution, { nullable: true, description: 'The contribution (工时投入) as it stands now.' })
  contribution!: Contribution | null;
}

@OutcomeOf('contributeHours', '登记工时')
export class ContributeHoursPayload extends ContributionPayload {}

@OutcomeOf('confirmContribution', '确认投入')
export class ConfirmContributionPayload extends ContributionPayload {}

@OutcomeOf('rejectContribution', '驳回投入')
export class RejectContributionPayload extends ContributionPayload {}
