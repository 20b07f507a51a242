import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../alliance/alliance.types.ts';
import { Term } from '../../land/terms/term.types.ts';
import { SeatConnection, SeatFilter, SeatOrder } from './seat.types.ts';

const BodyState = { STANDING: 'STANDING', DISBANDED: 'DISBANDED' } as const;
registerEnumType(BodyState, {
  name: 'BodyState',
  description: 'State of a governing body (议事机构状态).',
  valuesConfig: {
    STANDING: { description: 'It stands (运行中).' },
    DISBANDED: { description: 'Disbanded, with a reason (已撤销).' },
  },
});

@ObjectType('BodyRollUp', {
  description:
    'What stands under a body (汇总): numbers of what is public, and nothing of what is in the alliances below.',
})
class BodyRollUp {
  @Field(() => Int, { description: 'How many bodies stand under it, at whatever depth (下级机构), in bodies (个).' })
  bodies!: number;

  @Field(() => Int, { description: 'Of how many alliances they are (涉及联盟), in alliances (个).' })
  alliances!: number;

  @Field(() => Int, {
    description: 'How many units are members of those alliances (成员单位), each once, in units (家).',
  })
  units!: number;

  @Field(() => Int, { description: 'How many seats are held in those bodies today (在任席位), in seats (席).' })
  seats!: number;
}

@ObjectType('GoverningBody', {
  implements: Node,
  description:
    'A body in which members of an alliance sit together (议事机构), e.g. a joint conference (联席会议), a joint committee (综合党委) or a functional group (功能组). Distinct from who is subordinate to whom: that is a relation between units. Public.',
})
@Directive('@key(fields: "id")')
export class GoverningBody extends Node {
  @Field(() => Alliance, { nullable: true, description: 'The alliance (联盟).' })
  alliance!: Alliance | null;

  @Field(() => Term, { nullable: true, description: 'Its kind (类型): a term of `BODY_KIND`.' })
  kind!: Term | null;

  @Field(() => String, { description: 'Name (名称), e.g. `天一商圈综合党委`.' })
  name!: string;

  @Field(() => GoverningBody, {
    nullable: true,
    description:
      'The body above it (上级机构): of the same alliance, or of one in which the unit that leads this alliance had a seat when it was put there.',
  })
  parent!: GoverningBody | null;

  @ListField(() => GoverningBodyConnection, 'The bodies right under it (下级机构).', {
    filter: () => GoverningBodyFilter,
    order: () => GoverningBodyOrder,
  })
  bodies!: unknown;

  @ListField(() => SeatConnection, 'The seats in it (席位), those that ended too.', {
    filter: () => SeatFilter,
    order: () => SeatOrder,
  })
  seats!: unknown;

  @Field(() => BodyRollUp, {
    description:
      'What stands under it, in numbers (汇总). A body above sees no more of the alliances below than everybody.',
  })
  rollUp!: BodyRollUp;

  @Field(() => BodyState, { description: 'Its state (状态).' })
  state!: keyof typeof BodyState;

  @Field(() => LocalDate, { description: 'Established on (设立日期).' })
  establishedOn!: string;

  @Field(() => LocalDate, { nullable: true, description: 'Disbanded on (撤销日期); null while it stands.' })
  disbandedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was disbanded (撤销原因); null while it stands.' })
  reason!: string | null;

  @Field(() => DateTime, { description: 'Registered at (登记时间).' })
  createdAt!: string;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: GoverningBodyConnection } = connectionOf(
  () => GoverningBody,
  'GoverningBody',
  'governing bodies (议事机构)',
);

@InputType('GoverningBodyFilter', { description: 'Which governing bodies (议事机构筛选).' })
export class GoverningBodyFilter {
  @Field(() => [String], { nullable: true, description: 'Of one of these kinds (类型): codes of `BODY_KIND`.' })
  kind?: string[] | null;

  @Field(() => [BodyState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => LocalDate, { nullable: true, description: 'That stood on that day (在该日运行).' })
  standingOn?: string | null;
}

export const GoverningBodyOrder = { OLDEST: 'OLDEST', NEWEST: 'NEWEST' } as const;
registerEnumType(GoverningBodyOrder, {
  name: 'GoverningBodyOrder',
  description: 'Order of governing bodies by time of registration (议事机构排序).',
  valuesConfig: TIME_ORDER,
});
