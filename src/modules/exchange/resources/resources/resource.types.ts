import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import { GeoPointInput } from '../../../../graphql/types/geo-inputs.types.ts';
import {
  IdField,
  IdListField,
  KeyField,
  NestedField,
  TextField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { GeoPoint, Node } from '../../../../graphql/types/values.types.ts';
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
