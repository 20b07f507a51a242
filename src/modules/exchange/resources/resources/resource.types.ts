import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import { GeoPointInput } from '../../../../graphql/types/geo-inputs.types.ts';
import { IdListField, KeyField, NestedField, TextField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { AskedField, ExceptionalDays, Openings } from '../../../../graphql/types/hours.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { GeoPoint, Node } from '../../../../graphql/types/values.types.ts';
import { Availability, AvailabilityShare, Utilisation } from '../availability/availability.types.ts';
import { Audience } from '../../listings/listing/audience.types.ts';
import { Visibility } from '../../listings/listing/listing.types.ts';
import { UnitReference } from '../../references.types.ts';
import { BookingRule } from '../rules/rule.types.ts';
import { SlotConnection, SlotFilter, SlotOrder } from '../slots/slot.types.ts';

const ResourceKind = {
  SPACE: 'SPACE',
  EQUIPMENT: 'EQUIPMENT',
  VEHICLE: 'VEHICLE',
  STAFF_TIME: 'STAFF_TIME',
  SKILL: 'SKILL',
  GOODS: 'GOODS',
  MEALS: 'MEALS',
} as const;
registerEnumType(ResourceKind, {
  name: 'ResourceKind',
  description: 'Kind of resource (资源类型).',
  valuesConfig: {
    SPACE: { description: 'A room, a hall, a square, parking (场地).' },
    EQUIPMENT: { description: 'Something to lend (设备).' },
    VEHICLE: { description: 'A vehicle with or without driver (车辆).' },
    STAFF_TIME: { description: 'People’s working time (人力).' },
    SKILL: { description: 'Somebody’s skill (技能).' },
    GOODS: { description: 'Things to give (物资).' },
    MEALS: { description: 'Meals (餐食).' },
  },
});

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

  @Field(() => Int, { description: 'Counts the changes of this record (版本), from 1.' })
  version!: number;

  @Field(() => DateTime, { description: 'Published at (发布时间).' })
  createdAt!: string;
}

export const { Connection: ResourceConnection } = connectionOf(() => Resource, 'Resource', 'resources (资源)');

@InputType('ResourceFilter', { description: 'Which resources (资源筛选).' })
export class ResourceFilter {
  @Field(() => [ResourceKind], { nullable: true, description: 'Of one of these kinds (类型).' })
  kind?: string[] | null;

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

@InputType('PublishResourceInput', { description: 'A resource of the unit you act for (发布资源).' })
export class PublishResourceInput {
  @KeyField()
  idempotencyKey!: string;

  @Field(() => ResourceKind, { description: 'Kind (类型).' })
  kind!: keyof typeof ResourceKind;

  @TextField('Name (名称).', { max: 100 })
  name!: string;

  @TextField('What it is good for, and what to mind (说明).', { max: 2000 })
  description!: string;

  @TextField('Where it is, in words (地点).', { max: 200, optional: true })
  placeName?: string | null;

  @NestedField(() => GeoPointInput, 'Where it is on the map (位置).', { optional: true })
  location?: GeoPointInput | null;

  @Field(() => Visibility, { description: 'Who may see it (可见范围).' })
  visibility!: keyof typeof Visibility;

  @IdListField('The alliances it is shown to (面向的联盟); for `ALLIANCE` the alliance of your hat unless said.', {
    max: 20,
    optional: true,
  })
  audience?: string[] | null;
}

@OutcomeOf('publishResource', '发布资源')
export class PublishResourcePayload extends Payload {
  @Field(() => Resource, { nullable: true, description: 'The resource (资源).' })
  resource!: Resource | null;
}
