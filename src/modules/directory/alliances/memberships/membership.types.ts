import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../alliance/alliance.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';

const MembershipState = {
  APPLIED: 'APPLIED',
  INVITED: 'INVITED',
  ACTIVE: 'ACTIVE',
  SUSPENDED: 'SUSPENDED',
  REJECTED: 'REJECTED',
  DECLINED: 'DECLINED',
  WITHDRAWN: 'WITHDRAWN',
  LEFT: 'LEFT',
  REMOVED: 'REMOVED',
  ENDED: 'ENDED',
} as const;
registerEnumType(MembershipState, {
  name: 'MembershipState',
  description: 'State of a membership (成员状态).',
  valuesConfig: {
    APPLIED: { description: 'Applied for, not decided (已申请).' },
    INVITED: { description: 'Offered by the coordinator, not answered (已邀请).' },
    ACTIVE: { description: 'In force (有效).' },
    SUSPENDED: { description: 'Not in force for the time being, with a reason (已中止).' },
    REJECTED: { description: 'Refused by the coordinator, with a reason (未通过).' },
    DECLINED: { description: 'Declined by the unit that was invited, with a reason (已谢绝).' },
    WITHDRAWN: { description: 'Taken back before it was decided or answered (已撤回).' },
    LEFT: { description: 'Ended by the unit (已退出).' },
    REMOVED: { description: 'Ended by the coordinator, with a reason (已除名).' },
    ENDED: { description: 'Over with its alliance, which is dissolved (随联盟解散).' },
  },
});

export const MembershipRole = { LEAD: 'LEAD', CORE: 'CORE', MEMBER: 'MEMBER', OBSERVER: 'OBSERVER' } as const;
registerEnumType(MembershipRole, {
  name: 'MembershipRole',
  description: 'Role of a unit in an alliance (成员角色).',
  valuesConfig: {
    LEAD: { description: 'Leads it (牵头).' },
    CORE: { description: 'Core member (核心).' },
    MEMBER: { description: 'Member (成员).' },
    OBSERVER: { description: 'Observer (观察).' },
  },
});

@ObjectType('MembershipStretch', {
  description:
    'A time in which a membership was in force (有效时段): the first from when it began, another from each time that it was resumed.',
})
class MembershipStretch {
  @Field(() => Int, { description: 'Counts them within the membership (序号), from 1.' })
  number!: number;

  @Field(() => DateTime, { description: 'In force since (起).' })
  since!: string;

  @Field(() => DateTime, { nullable: true, description: 'In force until, exclusive (止); null while open.' })
  until!: string | null;
}

@ObjectType('Membership', {
  implements: Node,
  description:
    'Membership of a unit in an alliance (成员资格). Public while active; applications, invitations, suspensions and endings are seen by the unit and the coordinator.',
})
@Directive('@key(fields: "id")')
export class Membership extends Node {
  @Field(() => Alliance, { nullable: true, description: 'The alliance (联盟).' })
  alliance!: Alliance | null;

  @Field(() => Unit, { nullable: true, description: 'The unit (单位).' })
  unit!: Unit | null;

  @Field(() => MembershipRole, { description: 'Its role (角色).' })
  role!: keyof typeof MembershipRole;

  @Field(() => MembershipState, { description: 'Its state (状态).' })
  state!: keyof typeof MembershipState;

  @Field(() => String, {
    nullable: true,
    description:
      'What the unit wrote when it applied, or the coordinator when it was invited (申请或邀请说明). For the unit and the coordinator.',
  })
  statement!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was last refused, suspended or ended (原因). For the unit and the coordinator.',
  })
  reason!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'In force since (加入时间); null while it is not decided.' })
  since!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'In force until, exclusive (退出时间); null while open.' })
  until!: string | null;

  @Field(() => [MembershipStretch], {
    description:
      'The times in which it was in force (有效时段), in order: one, and one more for each time that it was suspended and resumed.',
  })
  stretches!: MembershipStretch[];

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: MembershipConnection } = connectionOf(
  () => Membership,
  'Membership',
  'memberships (成员资格)',
);

@InputType('MembershipFilter', { description: 'Which memberships (成员资格筛选).' })
export class MembershipFilter {
  @Field(() => [MembershipState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => [MembershipRole], { nullable: true, description: 'In one of these roles (角色).' })
  role?: string[] | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'In force at that instant (在该时刻有效): neither suspended nor over, nor yet to begin.',
  })
  inForceAt?: Date | null;
}

export const MembershipOrder = { OLDEST: 'OLDEST', NEWEST: 'NEWEST' } as const;
registerEnumType(MembershipOrder, {
  name: 'MembershipOrder',
  description: 'Order of memberships by time of application (成员排序).',
  valuesConfig: TIME_ORDER,
});
