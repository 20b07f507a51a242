/** What the acts on bookings take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import {
  IdField,
  KeyField,
  NestedField,
  PeriodInput,
  TextField,
  VersionField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Booking } from './booking.types.ts';

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

@InputType('HoldSlotInput', {
  description:
    'Places in a slot to keep for the unit you act for until it decides (暂留时段), for as long as the rule of the resource says.',
})
export class HoldSlotInput extends BookSlotInput {}

@InputType('BookPeriodInput', {
  description: 'A whole resource for the unit you act for, from when until when it likes (按起止时间预约).',
})
export class BookPeriodInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource (资源): one that is booked by periods.')
  resourceId!: string;

  @NestedField(
    () => PeriodInput,
    'From when until when (起止时间): to come, and within the time in which it can be had.',
  )
  period!: PeriodInput;

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

  @TextField('Why (原因): needed past `freeUntil`, when the owner alone cancels. Both units read it.', {
    max: 200,
    optional: true,
  })
  reason?: string | null;
}

@InputType('ConfirmBookingInput', { description: 'A booking that is held, to be confirmed in time (确认预约).' })
export class ConfirmBookingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The booking (预约).')
  bookingId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('StartBookingInput', { description: 'A booking whose use begins (签到).' })
export class StartBookingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The booking (预约).')
  bookingId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('CompleteBookingInput', { description: 'A booking whose use is over (办结预约).' })
export class CompleteBookingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The booking (预约).')
  bookingId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('RecordNoShowInput', { description: 'A booking for which nobody came (登记爽约).' })
export class RecordNoShowInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The booking (预约).')
  bookingId!: string;

  @VersionField()
  expectedVersion!: number;
}

@ObjectType()
abstract class BookingPayload extends Payload {
  @Field(() => Booking, { nullable: true, description: 'The booking (预约).' })
  booking!: Booking | null;
}

@OutcomeOf('bookSlot', '预约时段')
export class BookSlotPayload extends BookingPayload {}

@OutcomeOf('bookPeriod', '按起止时间预约')
export class BookPeriodPayload extends BookingPayload {}

@OutcomeOf('holdSlot', '暂留时段')
export class HoldSlotPayload extends BookingPayload {}

@OutcomeOf('confirmBooking', '确认预约')
export class ConfirmBookingPayload extends BookingPayload {}

@OutcomeOf('startBooking', '签到')
export class StartBookingPayload extends BookingPayload {}

@OutcomeOf('completeBooking', '办结预约')
export class CompleteBookingPayload extends BookingPayload {}

@OutcomeOf('cancelBooking', '取消预约')
export class CancelBookingPayload extends BookingPayload {}

@OutcomeOf('recordNoShow', '登记爽约')
export class RecordNoShowPayload extends BookingPayload {}
