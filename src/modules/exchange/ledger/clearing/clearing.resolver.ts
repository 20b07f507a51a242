import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  AcceptClearingInput,
  AcceptClearingPayload,
  ConfirmClearingSettlementInput,
  ConfirmClearingSettlementPayload,
  DeclineClearingInput,
  DeclineClearingPayload,
  DeclineClearingSettlementInput,
  DeclineClearingSettlementPayload,
  EndClearingInput,
  EndClearingPayload,
  ProposeClearingInput,
  ProposeClearingPayload,
  ProposeClearingSettlementInput,
  ProposeClearingSettlementPayload,
} from './clearing-acts.types.ts';
import type { ClearingService } from './clearing.service.ts';
import { Clearing, ClearingConnection, ClearingFilter, ClearingOrder } from './clearing.types.ts';
import type { EndingService } from './ending.service.ts';
import type { SettlementService } from './settlement.service.ts';

@Resolver()
export class ClearingResolver {
  readonly #clearings: ClearingService;
  readonly #settlements: SettlementService;
  readonly #endings: EndingService;

  constructor(clearings: ClearingService, settlements: SettlementService, endings: EndingService) {
    this.#clearings = clearings;
    this.#settlements = settlements;
    this.#endings = endings;
  }

  @Query(() => Clearing, {
    nullable: true,
    description: 'One clearing by its id (清算). Null when there is none or you may not see it.',
  })
  clearing(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The clearing (清算标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => ClearingConnection, {
    nullable: true,
    description: 'Clearings of the alliance of the hat, for its members (清算列表).',
  })
  @ListArguments({ filter: () => ClearingFilter, order: () => ClearingOrder })
  clearings(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ProposeClearingPayload, {
    description:
      'Proposes that units of your alliance and of another one may pay each other (提出清算): for coordinators.',
  })
  proposeClearing(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ProposeClearingInput, { description: 'The clearing (清算).' }) input: ProposeClearingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#clearings.propose(context.viewer, input));
  }

  @Mutation(() => AcceptClearingPayload, {
    description:
      'Agrees to a clearing (同意清算): for coordinators of the other alliance, who act for another unit than the one that proposed it.',
  })
  acceptClearing(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AcceptClearingInput, { description: 'Which clearing (哪项清算).' }) input: AcceptClearingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#clearings.accept(context.viewer, input));
  }

  @Mutation(() => DeclineClearingPayload, {
    description: 'Declines a clearing (婉拒清算): for coordinators of the other alliance.',
  })
  declineClearing(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DeclineClearingInput, { description: 'Which clearing (哪项清算).' })
    input: DeclineClearingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#clearings.decline(context.viewer, input));
  }

  @Mutation(() => EndClearingPayload, {
    description:
      'Says for your alliance that a clearing is to end before its time (提前终止清算): seven days later, or at once where a coordinator of the other alliance says so, too. What is owed by it is settled still.',
  })
  endClearing(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndClearingInput, { description: 'Which clearing, and why (终止).' }) input: EndClearingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#endings.end(context.viewer, input));
  }

  @Mutation(() => ProposeClearingSettlementPayload, {
    description:
      'Says that some of what one alliance owes the other was settled (提出结清): for coordinators of either.',
  })
  proposeClearingSettlement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ProposeClearingSettlementInput, { description: 'What was settled (结清内容).' })
    input: ProposeClearingSettlementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#settlements.propose(context.viewer, input));
  }

  @Mutation(() => ConfirmClearingSettlementPayload, {
    description:
      'Confirms a settlement (确认结清), which counts from then on: for coordinators of the other alliance, who act for another unit than the one that proposed it.',
  })
  confirmClearingSettlement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ConfirmClearingSettlementInput, { description: 'Which settlement (哪项结清).' })
    input: ConfirmClearingSettlementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#settlements.confirm(context.viewer, input));
  }

  @Mutation(() => DeclineClearingSettlementPayload, {
    description: 'Does not confirm a settlement (退回结清): for coordinators of the other alliance.',
  })
  declineClearingSettlement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DeclineClearingSettlementInput, { description: 'Which settlement (哪项结清).' })
    input: DeclineClearingSettlementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#settlements.decline(context.viewer, input));
  }
}
