import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import {
  IdField,
  KeyField,
  TextField,
  VersionField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Agreement } from '../../promises/agreements/agreement.types.ts';
import { AllianceReference, UnitReference } from '../../references.types.ts';
import { Slot } from '../slots/slot.types.ts';

const BookingState = { HELD: 'HELD', CONFIRMED: 'CONFIRMED', CANCELLED: 'CANCELLED' } as const;
registerEnumType(BookingState, {
  name: 'BookingState',
  description: 'State of a booking (预约状态).',
  valuesConfig: {
    HELD: { description: 'Held for an agreement that waits for signatures (暂留).' },
    CONFIRMED: { description: 'Stands (已确认).' },
    CANCELLED: { description: 'Given up; its places are free again (已取消).' },
  },
});

@ObjectType('Booking', {
  implements: Node,
  description:
    'Places in a slot held or booked by a unit (预约). Seen by that unit, by the owner of the resource and by the coordinator.',
})
@Directive('@key(fields: "id")')
class Booking extends Node {
  @Field(() => Slot, { nullable: true, description: 'The slot (时段).' })
  slot!: Slot | null;

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

@InputType('BookSlotInput', { description: 'Places in a slot for the unit you act for (预约时段).' })
export class BookSlotInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The slot (时段).')
  slotId!: string;

  @WholeNumberField('Places (名额).', { min: 1, max: 10_000 })
  count!: number;

  @TextField('What for (用途): the owner of the resource reads it.', { max: 200 })
  purpose!: string;
}

@InputType('CancelBookingInput', { description: 'A booking to give up (取消预约).' })
export class CancelBookingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The booking (预约).')
  bookingId!: string;

  @VersionField()
  expectedVersion!: number;
}

@OutcomeOf('bookSlot', '预约时段')
export class BookSlotPayload extends Payload {
  @Field(() => Booking, { nullable: true, description: 'The booking (预约).' })
  booking!: Booking | null;
}

@OutcomeOf('cancelBooking', '取消预约')
export class CancelBookingPayload extends Payload {
  @Field(() => Booking, { nullable: true, description: 'The booking (预约).' })
  booking!: Booking | null;
}
