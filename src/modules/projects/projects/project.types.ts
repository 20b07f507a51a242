import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { AmountField, IdField, KeyField, TextField, VersionField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { DateTime, LocalDate } from '../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../graphql/types/values.types.ts';
import { ContributionConnection, ContributionFilter, ContributionOrder } from '../contributions/contribution.types.ts';
import { AllianceReference, UnitReference } from '../references.types.ts';

const ProjectState = { OPEN: 'OPEN', COMPLETED: 'COMPLETED', CANCELLED: 'CANCELLED' } as const;
registerEnumType(ProjectState, {
  name: 'ProjectState',
  description: 'State of a project (项目状态).',
  valuesConfig: {
    OPEN: { description: 'Open to partners and their hours (进行中).' },
    COMPLETED: { description: 'Done (已完成).' },
    CANCELLED: { description: 'Given up (已取消).' },
  },
});

const ProjectVisibility = { PUBLIC: 'PUBLIC', ALLIANCE: 'ALLIANCE' } as const;
registerEnumType(ProjectVisibility, {
  name: 'ProjectVisibility',
  description: 'Who may see a project (项目可见范围).',
  valuesConfig: {
    PUBLIC: { description: 'Everybody (公开).' },
    ALLIANCE: { description: 'Members of its alliance, under that hat (联盟内).' },
  },
});

@ObjectType('ProjectPartner', { implements: Node, description: 'A unit that takes part in a project (共建单位).' })
@Directive('@key(fields: "id")')
class ProjectPartner extends Node {
  @Field(() => Project, { nullable: true, description: 'The project (项目).' })
  project!: Project | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit (单位).' })
  unit!: UnitReference | null;

  @Field(() => String, { description: 'What it wants to bring (拟投入内容).' })
  pledge!: string;

  @Field(() => Quantity, { description: 'Hours it gave that are confirmed (已确认投入工时). Computed.' })
  contributed!: Quantity;

  @Field(() => DateTime, { description: 'Joined at (加入时间).' })
  joinedAt!: string;
}

export const { Connection: ProjectPartnerConnection } = connectionOf(
  () => ProjectPartner,
  'ProjectPartner',
  'project partners (共建单位)',
);

export const ProjectPartnerOrder = { OLDEST: 'OLDEST', NEWEST: 'NEWEST' } as const;
registerEnumType(ProjectPartnerOrder, {
  name: 'ProjectPartnerOrder',
  description: 'Order of partners by when they joined (共建单位排序).',
  valuesConfig: TIME_ORDER,
});

@ObjectType('Project', {
  implements: Node,
  description: 'A co-wealth project of an alliance (共富项目): a goal, partners, and the hours they give.',
})
@Directive('@key(fields: "id")')
export class Project extends Node {
  @Field(() => AllianceReference, { nullable: true, description: 'Its alliance (所属联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that leads it (牵头单位).' })
  leadUnit!: UnitReference | null;

  @Field(() => String, { description: 'Title (名称).' })
  title!: string;

  @Field(() => String, { description: 'What it wants to reach (目标).' })
  goal!: string;

  @Field(() => Quantity, { description: 'Hours wanted (目标工时), in `小时`.' })
  target!: Quantity;

  @Field(() => Quantity, { description: 'Hours given and confirmed (已确认投入工时), in `小时`. Computed.' })
  contributed!: Quantity;

  @Field(() => LocalDate, { description: 'First day (开始日期).' })
  startsOn!: string;

  @Field(() => LocalDate, { description: 'Last day (结束日期).' })
  endsOn!: string;

  @Field(() => ProjectVisibility, { description: 'Who may see it (可见范围).' })
  visibility!: keyof typeof ProjectVisibility;

  @Field(() => ProjectState, { description: 'Its state (状态).' })
  state!: keyof typeof ProjectState;

  @ListField(() => ProjectPartnerConnection, 'Units that take part (共建单位).', { order: () => ProjectPartnerOrder })
  partners!: unknown;

  @ListField(() => ContributionConnection, 'Hours recorded for it (工时投入记录).', {
    filter: () => ContributionFilter,
    order: () => ContributionOrder,
  })
  contributions!: unknown;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;

  @Field(() => DateTime, { description: 'Launched at (发起时间).' })
  createdAt!: string;
}

export const { Connection: ProjectConnection } = connectionOf(() => Project, 'Project', 'projects (共富项目)');

@InputType('ProjectFilter', { description: 'Which projects (项目筛选).' })
export class ProjectFilter {
  @Field(() => [ProjectState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this alliance (所属联盟).' })
  allianceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'With this unit as a partner (共建单位).' })
  partnerUnitId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose title or goal contains this, from one character on (包含文字).',
  })
  search?: string | null;
}

export const ProjectOrder = { NEWEST: 'NEWEST', ENDING: 'ENDING' } as const;
registerEnumType(ProjectOrder, {
  name: 'ProjectOrder',
  description: 'Order of projects (项目排序).',
  valuesConfig: {
    NEWEST: { description: 'Latest first (最新发起).' },
    ENDING: { description: 'By last day (最早结束).' },
  },
});

@InputType('LaunchProjectInput', { description: 'A project that the unit you act for leads (发起项目).' })
export class LaunchProjectInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('Title (名称).', { max: 100 })
  title!: string;

  @TextField('What it wants to reach (目标).', { max: 2000 })
  goal!: string;

  @AmountField('Hours wanted (目标工时).', { max: 10_000_000 })
  targetHours!: string;

  @Field(() => LocalDate, { description: 'First day (开始日期).' })
  startsOn!: string;

  @Field(() => LocalDate, { description: 'Last day (结束日期).' })
  endsOn!: string;

  @Field(() => ProjectVisibility, { description: 'Who may see it (可见范围).' })
  visibility!: keyof typeof ProjectVisibility;
}

@InputType('JoinProjectInput', { description: 'The unit you act for joins a project (加入项目).' })
export class JoinProjectInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The project (项目).')
  projectId!: string;

  @TextField('What the unit wants to bring (拟投入内容).', { max: 500 })
  pledge!: string;
}

@InputType('CloseProjectInput', { description: 'A project that its lead unit ends (结束项目).' })
export class CloseProjectInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The project (项目).')
  projectId!: string;

  @VersionField()
  expectedVersion!: number;
}

@ObjectType()
abstract class ProjectPayload extends Payload {
  @Field(() => Project, { nullable: true, description: 'The project (项目) as it stands now.' })
  project!: Project | null;
}

@OutcomeOf('launchProject', '发起项目')
export class LaunchProjectPayload extends ProjectPayload {}

@OutcomeOf('completeProject', '完成项目')
export class CompleteProjectPayload extends ProjectPayload {}

@OutcomeOf('cancelProject', '取消项目')
export class CancelProjectPayload extends ProjectPayload {}

@OutcomeOf('joinProject', '加入项目')
export class JoinProjectPayload extends ProjectPayload {
  @Field(() => ProjectPartner, { nullable: true, description: 'The unit as a partner (共建单位).' })
  partner!: ProjectPartner | null;
}
