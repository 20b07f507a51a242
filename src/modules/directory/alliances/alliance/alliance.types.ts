import { Directive, Field, Int, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { GoverningBodyConnection, GoverningBodyFilter, GoverningBodyOrder } from '../bodies/body.types.ts';
import { MembershipConnection, MembershipFilter, MembershipOrder } from '../memberships/membership.types.ts';
import { CharterConnection, CharterFilter, CharterOrder } from '../charters/charter.types.ts';
import { ProgrammeConnection, ProgrammeFilter, ProgrammeOrder } from '../programmes/programme.types.ts';
import { RequiredRole } from '../required-roles/required-role.types.ts';
import { Term } from '../../land/terms/term.types.ts';
import { TrackConnection, TrackFilter, TrackOrder } from '../tracks/track.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';

const AllianceState = { ACTIVE: 'ACTIVE', DISSOLVED: 'DISSOLVED' } as const;
registerEnumType(AllianceState, {
  name: 'AllianceState',
  description: 'State of an alliance (联盟状态).',
  valuesConfig: {
    ACTIVE: { description: 'It lasts (运行中).' },
    DISSOLVED: { description: 'Dissolved by the unit that led it, with a reason (已解散).' },
  },
});

@ObjectType('Alliance', {
  implements: Node,
  description: 'An alliance (联盟): units that co-build, sharing what they have and meeting what they need. Public.',
})
@Directive('@key(fields: "id")')
export class Alliance extends Node {
  @Field(() => String, { description: 'Name (名称), e.g. `五色亲邻党建联盟`.' })
  name!: string;

  @Field(() => String, { description: 'What it is for (简介).' })
  description!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit that leads it (牵头单位).' })
  leadUnit!: Unit | null;

  @Field(() => Unit, {
    nullable: true,
    description: 'The member that the lead is offered to (受移交单位); null where it is not being handed over.',
  })
  leadOfferedTo!: Unit | null;

  @Field(() => Term, {
    nullable: true,
    description: 'Its kind (联盟类型), a term of `ALLIANCE_KIND`; null for those that are older than kinds.',
  })
  kind!: Term | null;

  @Field(() => AllianceState, { description: 'Its state (状态).' })
  state!: keyof typeof AllianceState;

  @Field(() => LocalDate, { description: 'Founded on (成立日期).' })
  foundedOn!: string;

  @Field(() => DateTime, { nullable: true, description: 'Dissolved at (解散时间); null while it lasts.' })
  dissolvedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was dissolved (解散原因); null while it lasts.' })
  dissolvedReason!: string | null;

  @ListField(() => CharterConnection, 'The versions of its charter (章程).', {
    filter: () => CharterFilter,
    order: () => CharterOrder,
  })
  charters!: unknown;

  @ListField(() => TrackConnection, 'The lines along which it works (赛道).', {
    filter: () => TrackFilter,
    order: () => TrackOrder,
  })
  tracks!: unknown;

  @ListField(() => ProgrammeConnection, 'The programmes that are its own (品牌项目).', {
    filter: () => ProgrammeFilter,
    order: () => ProgrammeOrder,
  })
  programmes!: unknown;

  @ListField(() => GoverningBodyConnection, 'The bodies in which its members sit together (议事机构).', {
    filter: () => GoverningBodyFilter,
    order: () => GoverningBodyOrder,
  })
  bodies!: unknown;

  @Field(() => [RequiredRole], {
    description:
      'The kinds of parties that it has to have (必备角色), with what is there and what is missing, in order.',
  })
  requiredRoles!: RequiredRole[];

  @ListField(
    () => MembershipConnection,
    'Its memberships (成员资格). Applications are seen by their unit and the coordinator.',
    {
      filter: () => MembershipFilter,
      order: () => MembershipOrder,
    },
  )
  memberships!: unknown;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;

  @Field(() => DateTime, { description: 'Registered at (登记时间).' })
  createdAt!: string;
}

export const { Connection: AllianceConnection } = connectionOf(() => Alliance, 'Alliance', 'alliances (联盟)');

@InputType('AllianceFilter', { description: 'Which alliances (联盟筛选).' })
export class AllianceFilter {
  @Field(() => String, { nullable: true, description: 'Whose name contains this, from one character on (名称包含).' })
  search?: string | null;

  @Field(() => [String], { nullable: true, description: 'Of one of these kinds (类型): codes of `ALLIANCE_KIND`.' })
  kind?: string[] | null;

  @Field(() => [AllianceState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;
}

export const AllianceOrder = { NAME: 'NAME', NEWEST: 'NEWEST' } as const;
registerEnumType(AllianceOrder, {
  name: 'AllianceOrder',
  description: 'Order of alliances (联盟排序).',
  valuesConfig: {
    NAME: { description: 'By name, as a dictionary lists them by pinyin (按名称拼音).' },
    NEWEST: { description: 'Latest registered first (按登记时间倒序).' },
  },
});
