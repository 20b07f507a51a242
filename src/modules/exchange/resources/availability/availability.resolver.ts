import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import {
  AddAvailabilityExceptionInput,
  AddAvailabilityExceptionPayload,
  RemoveAvailabilityExceptionInput,
  RemoveAvailabilityExceptionPayload,
  SetAvailabilityInput,
  SetAvailabilityPayload,
} from './availability-acts.types.ts';
import type { AvailabilityService } from './availability.service.ts';
import type { ExceptionService } from './exception.service.ts';

@Resolver()
export class AvailabilityResolver {
  readonly #availability: AvailabilityService;
  readonly #exceptions: ExceptionService;

  constructor(availability: AvailabilityService, exceptions: ExceptionService) {
    this.#availability = availability;
    this.#exceptions = exceptions;
  }

  @Mutation(() => SetAvailabilityPayload, {
    description: 'Tells by which rules a resource of the unit you act for can be had from a day on (设置可用时间).',
  })
  setAvailability(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetAvailabilityInput, { description: 'The rules (可用时间规则).' }) input: SetAvailabilityInput,
  ): Promise<unknown> {
    return answer(info, context, this.#availability.set(context.viewer, input));
  }

  @Mutation(() => AddAvailabilityExceptionPayload, {
    description:
      'Tells days on which a resource of the unit you act for cannot be had, or at other times (发布临时停用或调整).',
  })
  addAvailabilityException(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AddAvailabilityExceptionInput, { description: 'Which days, and why (日期与原因).' })
    input: AddAvailabilityExceptionInput,
  ): Promise<unknown> {
    return answer(info, context, this.#exceptions.add(context.viewer, input));
  }

  @Mutation(() => RemoveAvailabilityExceptionPayload, {
    description: 'Takes exceptional days of a resource of the unit you act for back (撤销临时停用或调整).',
  })
  removeAvailabilityException(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RemoveAvailabilityExceptionInput, { description: 'Which (日期).' })
    input: RemoveAvailabilityExceptionInput,
  ): Promise<unknown> {
    return answer(info, context, this.#exceptions.remove(context.viewer, input));
  }
}
