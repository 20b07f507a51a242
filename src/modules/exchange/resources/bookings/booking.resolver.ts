import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { BookingService } from './booking.service.ts';
import {
  BookingConnection,
  BookingFilter,
  BookingOrder,
  BookSlotInput,
  BookSlotPayload,
  CancelBookingInput,
  CancelBookingPayload,
} from './booking.types.ts';

@Resolver()
export class BookingResolver {
  readonly #bookings: BookingService;

  constructor(bookings: BookingService) {
    this.#bookings = bookings;
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

  @Mutation(() => CancelBookingPayload, { description: 'Gives a booking up (取消预约); its places are free again.' })
  cancelBooking(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CancelBookingInput, { description: 'Which booking (哪项预约).' }) input: CancelBookingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#bookings.cancel(context.viewer, input));
  }
}
