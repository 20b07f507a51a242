import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { SlotService } from './slot.service.ts';
import { OpenSlotsInput, OpenSlotsPayload } from './slot.types.ts';

@Resolver()
export class SlotResolver {
  readonly #slots: SlotService;

  constructor(slots: SlotService) {
    this.#slots = slots;
  }

  @Mutation(() => OpenSlotsPayload, { description: 'Opens slots of a resource for booking (开放时段).' })
  openSlots(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => OpenSlotsInput, { description: 'The slots (时段).' }) input: OpenSlotsInput,
  ): Promise<unknown> {
    return answer(info, context, this.#slots.open(context.viewer, input));
  }
}
