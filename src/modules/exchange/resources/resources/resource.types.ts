import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import { AskedField, ExceptionalDays, Openings } from '../../../../graphql/types/hours.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { GeoPoint, Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Availability, AvailabilityShare, Utilisation } from '../availability/availability.types.ts';
import { Audience } from '../../listings/listing/audience.types.ts';
import { Visibility } from '../../listings/listing/listing.types.ts';
import { BookingRule } from '../rules/rule.types.ts';
import { SlotConnection, SlotFilter, SlotOrder } from '../slots/slot.types.ts';
import { LendingConnection, LendingFilter, LendingOrder } from '../custody/lending.types.ts';
import { ResourceCondition } from './condition.types.ts';
import { ResourceKind, ResourceState } from './kind.types.ts';
import { Stock } from '../stock/stock.types.ts';
import { PlaceReference, TermReference, UnitReference } from '../../references.types.ts';

@ObjectType('Resource', {
  implements: Node,
  description: 'Something a unit has and can share (资源): a hall, an ambulance, an electrician’s time.',
})
@Directive('@key(fields: "id")')
export class Resource extends Node {
  @Field(() => UnitReference, { nullable: true, description: 'The unit that has it (所属单位).' })
  unit!: UnitReference | null;

  @Field(() => ResourceKind, { description: 'Kind (类型).' })
  kind!: keyof typeof ResourceKind;

  @Field(() => String, { description: 'Name (名称).' })
  name!: string;

  @Field(() => String, { description: 'What it is good for, and what to mind (说明).' })
  description!: string;

  @Field(() => String, { nullable: true, description: 'Where it is, in words (地点).' })
  placeName!: string | null;

  @Field(() => GeoPoint, { nullable: true, description: 'Where it is on the map (位置).' })
  location!: GeoPoint | null;

  @Field(() => PlaceReference, { nullable: true, description: 'The place it is at (所在阵地), if it is at one.' })
  place!: PlaceReference | null;

  @Field(() => TermReference, { nullable: true, description: 'Category (类别), if it was said.' })
  category!: TermReference | null;

  @Field(() => ResourceState, { description: 'Whether it is still to be had (状态).' })
  state!: keyof typeof ResourceState;

  @Field(() => DateTime, { nullable: true, description: 'When it was retired (停用时间); null while it is to be had.' })
  retiredAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was retired (停用原因), as its unit says.' })
  retiredBecause!: string | null;

  @Field(() => ResourceCondition, {
    nullable: true,
    description: 'How it is (状况), as it was last seen; null where nobody has said.',
  })
  condition!: ResourceCondition | null;

  @Field(() => [ResourceCondition], { description: 'How it was seen to be (状况记录), the 20 latest, newest first.' })
  conditions!: ResourceCondition[];

  @Field(() => Stock, {
    nullable: true,
    description: 'Its stock (库存), for its unit and the coordinator; null for others, and where it is not counted.',
  })
  stock!: Stock | null;

  @Field(() => Quantity, {
    nullable: true,
    description:
      'How much of it can be had (可用数量), where its unit lets others know (`shareStock`): what is on hand and still good, less what is promised. Null otherwise; the unit reads its stock.',
  })
  available!: Quantity | null;

  @ListField(
    () => LendingConnection,
    'To whom it was lent (借用记录): the lendings that you take part in or coordinate.',
    {
      nullable: true,
      filter: () => LendingFilter,
      order: () => LendingOrder,
    },
  )
  lendings!: unknown;

  @ListField(() => SlotConnection, 'When it can be had (时段).', { filter: () => SlotFilter, order: () => SlotOrder })
  slots!: unknown;

  @Field(() => BookingRule, {
    nullable: true,
    description:
      'By which rule it is booked (预约规则). Null where none was told: by slots, held for 15 minutes at most, given up until it begins, started from 30 minutes before, missed 15 minutes after.',
  })
  bookingRule!: BookingRule | null;

  @AskedField(() => Availability, {
    nullable: true,
    description: 'By which rules it can be had (可用时间规则). Null where none was told for that day.',
    of: { on: [LocalDate, 'On which day (日期); today unless said.'] },
  })
  availability!: Availability | null;

  @Field(() => [Availability], {
    description: 'All that was told of when it can be had (可用时间各版本), the latest first, at most 100.',
  })
  availabilityEditions!: Availability[];

  @Field(() => [AvailabilityShare], {
    description: 'What alliances have of its slots (面向联盟的名额), as far as you may see.',
  })
  shares!: AvailabilityShare[];

  @AskedField(() => [ExceptionalDays], {
    description: 'Days on which it cannot be had, or at other times (临时停用、调整), at most 100, in order.',
    of: { from: [LocalDate, 'That are not over on this day (起始日期); today unless said.'] },
  })
  availabilityExceptions!: ExceptionalDays[];

  @AskedField(() => Openings, {
    nullable: true,
    description:
      'When it can be had (可用时刻表): by its rules, exceptional days and statutory holidays. Null where nothing is known of these days.',
    of: {
      from: [LocalDate, 'The first day (起始日期); today unless said.'],
      to: [LocalDate, 'The last day, itself included (截止日期); six days later unless said.'],
    },
  })
  openings!: Openings | null;

  @AskedField(() => Openings, {
    nullable: true,
    description:
      'When it is free (空闲时间), of what is booked as a whole: what is left of `openings`. Of slots, ask for those with places left.',
    of: {
      from: [LocalDate, 'The first day (起始日期); today unless said.'],
      to: [LocalDate, 'The last day, itself included (截止日期); six days later unless said.'],
    },
  })
  freePeriods!: Openings | null;

  @AskedField(() => Utilisation, {
    description:
      'How much of the time in which it could be had was used (使用率): of what began in these days and is over by now, at most 366 days.',
    of: {
      from: [LocalDate, 'The first day (起始日期); 29 days ago unless said.'],
      to: [LocalDate, 'The last day, itself included (截止日期); today unless said.'],
    },
  })
  utilisation!: Utilisation;

  @Field(() => Visibility, { description: 'Who may see it (可见范围).' })
  visibility!: keyof typeof Visibility;

  @Field(() => [Audience], { description: 'The alliances it is shown to (面向的联盟).' })
  audience!: Audience[];

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;

  @Field(() => DateTime, { description: 'Published at (发布时间).' })
  createdAt!: string;
}

export const { Connection: ResourceConnection } = connectionOf(() => Resource, 'Resource', 'resources (资源)');

@InputType('ResourceFilter', { description: 'Which resources (资源筛选).' })
export class ResourceFilter {
  @Field(() => [ResourceKind], { nullable: true, description: 'Of one of these kinds (类型).' })
  kind?: string[] | null;

  @Field(() => [ResourceState], { nullable: true, description: 'In one of these states (状态); in any unless said.' })
  state?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Of exactly this category (类别代码), e.g. `space.hall`.' })
  category?: string | null;

  @Field(() => ID, { nullable: true, description: 'At this place (所在阵地).' })
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this unit (所属单位).' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Shown to this alliance (面向的联盟).' })
  allianceId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose name or description contains this, from one character on (包含文字).',
  })
  search?: string | null;
}

export const ResourceOrder = { NEWEST: 'NEWEST', NAME: 'NAME' } as const;
registerEnumType(ResourceOrder, {
  name: 'ResourceOrder',
  description: 'Order of resources (资源排序).',
  valuesConfig: { NEWEST: { description: 'Latest first (最新发布).' }, NAME: { description: 'By name (按名称).' } },
});
