import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import {
  IdField,
  KeyField,
  NestedField,
  NestedListField,
  PeriodInput,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { GeoPoint, Node, Period, Quantity } from '../../../../graphql/types/values.types.ts';
import { LendingConnection, LendingFilter, LendingOrder } from '../custody/lending.types.ts';
import { ResourceCondition } from './condition.types.ts';
import { ResourceKind, ResourceState } from './kind.types.ts';
import { Stock } from '../stock/stock.types.ts';
import { BookingConnection, BookingOrder } from '../bookings/booking.types.ts';
import { Audience } from '../../listings/listing/audience.types.ts';
import { Visibility } from '../../listings/listing/listing.types.ts';
import { PlaceReference, TermReference, UnitReference } from '../../references.types.ts';

@ObjectType('Slot', {
  implements: Node,
  description: 'A time in which a resource has so many places (时段). Never booked beyond its capacity.',
})
@Directive('@key(fields: "id")')
export class Slot extends Node {
  @Field(() => Resource, { nullable: true, description: 'The resource (资源).' })
  resource!: Resource | null;

  @Field(() => Period, { description: 'When (时间).' })
  period!: Period;

  @Field(() => Int, { description: 'Places in all (总名额).' })
  capacity!: number;

  @Field(() => Int, { description: 'Places held or booked (已占名额), computed.' })
  taken!: number;

  @Field(() => Int, { description: 'Places left (剩余名额), computed.' })
  remaining!: number;

  @ListField(
    () => BookingConnection,
    'Who booked (预约): your own bookings, or all of them if the resource is yours.',
    {
      nullable: true,
      order: () => BookingOrder,
    },
  )
  bookings!: unknown;
}

const { Connection: SlotConnection } = connectionOf(() => Slot, 'Slot', 'slots (时段)');

@InputType('SlotFilter', { description: 'Which slots (时段筛选).' })
class SlotFilter {
  @Field(() => DateTime, { nullable: true, description: 'That start at this instant or later (最早开始).' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'That end at this instant or earlier (最晚结束).' })
  to?: Date | null;

  @Field(() => Int, { nullable: true, description: 'With at least so many places left (至少剩余).' })
  minRemaining?: number | null;
}

const SlotOrder = { SOONEST: 'SOONEST' } as const;
registerEnumType(SlotOrder, {
  name: 'SlotOrder',
  description: 'Order of slots by their start (时段排序).',
  valuesConfig: { SOONEST: { description: 'Earliest start first (按开始时间).' } },
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

@InputType('SlotInput', { description: 'A slot to open (开放时段).' })
class SlotInput {
  @NestedField(() => PeriodInput, 'When (时间).')
  period!: PeriodInput;

  @WholeNumberField('Places (名额).', { min: 1, max: 10_000 })
  capacity!: number;
}

@InputType('OpenSlotsInput', {
  description: 'Slots of a resource of your unit (开放时段). They may not overlap one another or those that are open.',
})
export class OpenSlotsInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource (资源).')
  resourceId!: string;

  @NestedListField(() => SlotInput, 'The slots (时段): 1 to 50.', { max: 50 })
  slots!: SlotInput[];
}

@OutcomeOf('openSlots', '开放时段')
export class OpenSlotsPayload extends Payload {
  @Field(() => Resource, { nullable: true, description: 'The resource with its slots (资源及时段).' })
  resource!: Resource | null;
}
