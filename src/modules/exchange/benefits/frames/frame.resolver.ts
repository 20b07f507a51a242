import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { BenefitFrameService } from './frame.service.ts';
import {
  BenefitFrameConnection,
  BenefitFrameFilter,
  BenefitFrameOrder,
  SetBenefitFrameInput,
  SetBenefitFramePayload,
} from './frame.types.ts';

@Resolver()
export class BenefitFrameResolver {
  readonly #frames: BenefitFrameService;

  constructor(frames: BenefitFrameService) {
    this.#frames = frames;
  }

  @Query(() => BenefitFrameConnection, { nullable: true, description: 'Frames of benefits (优惠幅度列表). Public.' })
  @ListArguments({ filter: () => BenefitFrameFilter, order: () => BenefitFrameOrder })
  benefitFrames(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => SetBenefitFramePayload, {
    description:
      'Says between what cuts have to lie in an area (规定优惠幅度): for administrators of the unit that looks after it, or after one that it lies in.',
  })
  setBenefitFrame(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetBenefitFrameInput, { description: 'The frame (优惠幅度).' }) input: SetBenefitFrameInput,
  ): Promise<unknown> {
    return answer(info, context, this.#frames.set(context.viewer, input));
  }
}
