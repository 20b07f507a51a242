import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { LifeService } from './life.service.ts';
import {
  CloseNeedInput,
  CloseNeedPayload,
  CloseOfferInput,
  CloseOfferPayload,
  PauseNeedInput,
  PauseNeedPayload,
  PauseOfferInput,
  PauseOfferPayload,
  ResumeNeedInput,
  ResumeNeedPayload,
  ResumeOfferInput,
  ResumeOfferPayload,
} from './life.types.ts';

@Resolver()
export class LifeResolver {
  readonly #life: LifeService;

  constructor(life: LifeService) {
    this.#life = life;
  }

  @Mutation(() => PauseOfferPayload, {
    description:
      'Pauses an offer of your unit (暂停供给): no new match; what is agreed goes on. Who has a match of it sees it, the coordinator too, and nobody else.',
  })
  pauseOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => PauseOfferInput, { description: 'Which offer (哪项供给).' }) input: PauseOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.pause(context.viewer, 'offer', input));
  }

  @Mutation(() => ResumeOfferPayload, {
    description: 'Opens an offer of your unit to matches again (恢复供给).',
  })
  resumeOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ResumeOfferInput, { description: 'Which offer (哪项供给).' }) input: ResumeOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.resume(context.viewer, 'offer', input));
  }

  @Mutation(() => CloseOfferPayload, {
    description:
      'Closes an offer of your unit as done (办结供给), though less was delivered than it says. Matches not agreed yet end; what is agreed stands.',
  })
  closeOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CloseOfferInput, { description: 'Which offer, and why (哪项供给及说明).' })
    input: CloseOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.close(context.viewer, 'offer', input));
  }

  @Mutation(() => PauseNeedPayload, {
    description:
      'Pauses a need of your unit (暂停需求): no new match; what is agreed goes on. Who has a match of it sees it, the coordinator too, and nobody else.',
  })
  pauseNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => PauseNeedInput, { description: 'Which need (哪项需求).' }) input: PauseNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.pause(context.viewer, 'need', input));
  }

  @Mutation(() => ResumeNeedPayload, {
    description: 'Opens a need of your unit to matches again (恢复需求).',
  })
  resumeNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ResumeNeedInput, { description: 'Which need (哪项需求).' }) input: ResumeNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.resume(context.viewer, 'need', input));
  }

  @Mutation(() => CloseNeedPayload, {
    description:
      'Closes a need of your unit as done (办结需求), though less was delivered than it says. What is delivered in full closes by itself. Matches not agreed yet end; what is agreed stands.',
  })
  closeNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CloseNeedInput, { description: 'Which need, and why (哪项需求及说明).' }) input: CloseNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.close(context.viewer, 'need', input));
  }
}
