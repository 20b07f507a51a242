import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  BookPeriodInput,
  BookPeriodPayload,
  BookSlotInput,
  BookSlotPayload,
  CancelBookingInput,
  CancelBookingPayload,
  ConfirmBookingInput,
  ConfirmBookingPayload,
  HoldSlotInput,
  HoldSlotPayload,
} from './booking-acts.types.ts';
import type { BookingService } from './booking.service.ts';
import type { PeriodService } from './period.service.ts';
import { BookingConnection, BookingFilter, BookingOrder } from './booking.types.ts';

@Resolver()
export class BookingResolver {
  readonly #bookings: BookingService;
  readonly #periods: PeriodService;

  constructor(bookings: BookingService, periods: PeriodService) {
    this.#bookings = bookings;
    this.#periods = periods;
  }

  @Query(() => BookingConnection, {
    nullable: true,
    description: 'Bookings of your unit, of its resources, and of the alliance you coordinate (预约列表).',
  })
  @ListArguments({ filter: () => BookingFilter, order: () => BookingOrder })
  bookings(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => BookSlotPayload, {
    description: 'Books places in a slot for the unit you act for (预约时段). Never beyond its capacity.',
  })
  bookSlot(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => BookSlotInput, { description: 'The booking (预约).' }) input: BookSlotInput,
  ): Promise<unknown> {
    return answer(info, context, this.#bookings.book(context.viewer, input));
  }

  @Mutation(() => BookPeriodPayload, {
    description:
      'Books a whole resource for the unit you act for, from when until when it likes (按起止时间预约). Nobody else has it meanwhile.',
  })
  bookPeriod(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => BookPeriodInput, { description: 'The booking (预约).' }) input: BookPeriodInput,
  ): Promise<unknown> {
    return answer(info, context, this.#periods.book(context.viewer, input));
  }

  @Mutation(() => HoldSlotPayload, {
    description:
      'Keeps places in a slot for the unit you act for until it decides (暂留时段): from `heldUntil` on they are free again.',
  })
  holdSlot(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => HoldSlotInput, { description: 'What to keep (暂留内容).' }) input: HoldSlotInput,
  ): Promise<unknown> {
    return answer(info, context, this.#bookings.hold(context.viewer, input));
  }

  @Mutation(() => ConfirmBookingPayload, { description: 'Confirms what is held, in time (确认预约).' })
  confirmBooking(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ConfirmBookingInput, { description: 'Which booking (哪项预约).' }) input: ConfirmBookingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#bookings.confirm(context.viewer, input));
  }

  @Mutation(() => CancelBookingPayload, {
    description:
      'Gives a booking up (取消预约); what it held is free again. Past `freeUntil` the owner of the resource alone, with a reason.',
  })
  cancelBooking(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CancelBookingInput, { description: 'Which booking (哪项预约).' }) input: CancelBookingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#bookings.cancel(context.viewer, input));
  }
}
