import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import {
  CompleteBookingInput,
  CompleteBookingPayload,
  RecordNoShowInput,
  RecordNoShowPayload,
  StartBookingInput,
  StartBookingPayload,
} from './booking-acts.types.ts';
import type { UseService } from './use.service.ts';

@Resolver()
export class UseResolver {
  readonly #use: UseService;

  constructor(use: UseService) {
    this.#use = use;
  }

  @Mutation(() => StartBookingPayload, {
    description:
      'Somebody has come, and what was booked is in use (签到、开始使用): by either unit, when its time has come.',
  })
  startBooking(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => StartBookingInput, { description: 'Which booking (哪项预约).' }) input: StartBookingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#use.start(context.viewer, input));
  }

  @Mutation(() => CompleteBookingPayload, { description: 'The use of what was booked is over (办结预约).' })
  completeBooking(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CompleteBookingInput, { description: 'Which booking (哪项预约).' })
    input: CompleteBookingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#use.complete(context.viewer, input));
  }

  @Mutation(() => RecordNoShowPayload, {
    description:
      'Records that nobody came (登记爽约): a person who holds the post of the owner that the rule of the resource names.',
  })
  recordNoShow(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RecordNoShowInput, { description: 'Which booking (哪项预约).' }) input: RecordNoShowInput,
  ): Promise<unknown> {
    return answer(info, context, this.#use.recordNoShow(context.viewer, input));
  }
}
