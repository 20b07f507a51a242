import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
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
import { Node, Period } from '../../../../graphql/types/values.types.ts';
import { BookingConnection, BookingOrder } from '../bookings/booking.types.ts';
import { Resource } from '../resources/resource.types.ts';

const SlotState = { OPEN: 'OPEN', KEPT: 'KEPT', WITHDRAWN: 'WITHDRAWN' } as const;
registerEnumType(SlotState, {
  name: 'SlotState',
  description: 'State of a slot (时段状态).',
  valuesConfig: {
    OPEN: { description: 'Can be booked while there are places (开放).' },
    KEPT: { description: 'The rules have it no more; kept for those who have booked it, and for nobody else (保留).' },
    WITHDRAWN: { description: 'The rules have it no more, and nobody has booked it (撤回).' },
  },
});

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

  @Field(() => SlotState, { description: 'Whether it can be booked (状态).' })
  state!: keyof typeof SlotState;

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

export const { Connection: SlotConnection } = connectionOf(() => Slot, 'Slot', 'slots (时段)');

@InputType('SlotFilter', { description: 'Which slots (时段筛选).' })
export class SlotFilter {
  @Field(() => [SlotState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'That start at this instant or later (最早开始).' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'That end at this instant or earlier (最晚结束).' })
  to?: Date | null;

  @Field(() => Int, { nullable: true, description: 'With at least so many places left (至少剩余).' })
  minRemaining?: number | null;
}

export const SlotOrder = { SOONEST: 'SOONEST' } as const;
registerEnumType(SlotOrder, {
  name: 'SlotOrder',
  description: 'Order of slots by their start (时段排序).',
  valuesConfig: { SOONEST: { description: 'Earliest start first (按开始时间).' } },
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
