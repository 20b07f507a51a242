import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  ClaimWishInput,
  ClaimWishPayload,
  CompleteWishInput,
  CompleteWishPayload,
  WithdrawClaimInput,
  WithdrawClaimPayload,
} from './claim-acts.types.ts';
import type { ClaimService } from './claim.service.ts';
import { WishClaimConnection, WishClaimFilter, WishClaimOrder } from './claim.types.ts';

@Resolver()
export class ClaimResolver {
  readonly #claims: ClaimService;

  constructor(claims: ClaimService) {
    this.#claims = claims;
  }

  @Query(() => WishClaimConnection, {
    nullable: true,
    description: 'Claims of micro-wishes that your unit made or has to confirm, or that you coordinate (心愿认领列表).',
  })
  @ListArguments({ filter: () => WishClaimFilter, order: () => WishClaimOrder })
  wishClaims(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ClaimWishPayload, {
    description:
      'Claims a micro-wish in person, for the unit you act for (认领微心愿): once by each person, as long as there are places.',
  })
  claimWish(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ClaimWishInput, { description: 'The claim (认领).' }) input: ClaimWishInput,
  ): Promise<unknown> {
    return answer(info, context, this.#claims.claim(context.viewer, input));
  }

  @Mutation(() => WithdrawClaimPayload, {
    description:
      'Takes back a claim that is not done (撤回心愿认领): by the unit it was made for, or by the one that entered the wish. Its place is free again.',
  })
  withdrawClaim(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawClaimInput, { description: 'The withdrawal (撤回).' }) input: WithdrawClaimInput,
  ): Promise<unknown> {
    return answer(info, context, this.#claims.withdraw(context.viewer, input));
  }

  @Mutation(() => CompleteWishPayload, {
    description:
      'Confirms that a micro-wish of your unit was done (确认心愿完成): its claims are done with it, and it takes no more.',
  })
  completeWish(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CompleteWishInput, { description: 'The confirmation (确认).' }) input: CompleteWishInput,
  ): Promise<unknown> {
    return answer(info, context, this.#claims.complete(context.viewer, input));
  }
}
