import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Period } from '../../../../graphql/types/values.types.ts';
import { Agreement } from '../../promises/agreements/agreement.types.ts';
import { AllianceReference, PostReference, UnitReference } from '../../references.types.ts';
import { Resource } from '../resources/resource.types.ts';
import { Slot } from '../slots/slot.types.ts';

const BookingState = {
  HELD: 'HELD',
  CONFIRMED: 'CONFIRMED',
  IN_USE: 'IN_USE',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
  NO_SHOW: 'NO_SHOW',
  EXPIRED: 'EXPIRED',
} as const;
registerEnumType(BookingState, {
  name: 'BookingState',
  description: 'State of a booking (预约状态).',
  valuesConfig: {
    HELD: { description: 'Held (暂留): until `heldUntil`, or for an agreement that waits for signatures.' },
    CONFIRMED: { description: 'Stands (已确认).' },
    IN_USE: { description: 'Somebody came (使用中).' },
    COMPLETED: { description: 'Used, and over (已完成).' },
    CANCELLED: { description: 'Given up; its places are free again (已取消).' },
    NO_SHOW: { description: 'Nobody came (爽约).' },
    EXPIRED: { description: 'Held for as long as it may be, and not confirmed; its places are free again (暂留到时).' },
  },
});

@ObjectType('Booking', {
  implements: Node,
  description:
    'Places in a slot, or a whole resource for a time, held or booked by a unit (预约). Seen by that unit, by the owner of the resource and by the coordinator.',
})
@Directive('@key(fields: "id")')
export class Booking extends Node {
  @Field(() => Resource, { nullable: true, description: 'The resource (资源).' })
  resource!: Resource | null;

  @Field(() => Slot, { nullable: true, description: 'The slot (时段); null where it is of a period of its own.' })
  slot!: Slot | null;

  @Field(() => Period, { description: 'When (时间): of its slot, or of its own.' })
  period!: Period;

  @Field(() => UnitReference, { nullable: true, description: 'The unit it is for (预约单位).' })
  unit!: UnitReference | null;

  @Field(() => AllianceReference, { nullable: true, description: 'The alliance it was booked in (所属联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => Agreement, { nullable: true, description: 'The agreement it serves (相关协议), if one does.' })
  agreement!: Agreement | null;

  @Field(() => Int, { description: 'Places (名额).' })
  count!: number;

  @Field(() => String, { description: 'What for (用途).' })
  purpose!: string;

  @Field(() => BookingState, { description: 'Its state (状态).' })
  state!: keyof typeof BookingState;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when it is or was held (暂留至): from that instant on it holds nothing unless it was confirmed. Null where it was not held for a time.',
  })
  heldUntil!: string | null;

  @Field(() => DateTime, {
    description:
      'Until when whoever booked may give it up (可自行取消至), by the rule it was made under; later the owner alone, with a reason.',
  })
  freeUntil!: string;

  @Field(() => DateTime, { nullable: true, description: 'Confirmed at (确认时间).' })
  confirmedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Somebody came at (签到时间).' })
  startedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'It was over at (办结时间).' })
  completedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Given up at (取消时间).' })
  cancelledAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was cancelled (取消原因), if that was said.' })
  reason!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was recorded that nobody came (爽约登记时间).' })
  noShowAt!: string | null;

  @Field(() => PostReference, {
    nullable: true,
    description: 'The post in which that was recorded (登记爽约的岗位), as far as you may see it.',
  })
  noShowBy!: PostReference | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;

  @Field(() => DateTime, { description: 'Booked at (预约时间).' })
  createdAt!: string;
}

export const { Connection: BookingConnection } = connectionOf(() => Booking, 'Booking', 'bookings (预约)');

@InputType('BookingFilter', { description: 'Which bookings (预约筛选).' })
export class BookingFilter {
  @Field(() => [BookingState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;
}

export const BookingOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(BookingOrder, {
  name: 'BookingOrder',
  description: 'Order of bookings by when they were made (预约排序).',
  valuesConfig: TIME_ORDER,
});
