import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  AgreeHouseholdLinkInput,
  AgreeHouseholdLinkPayload,
  DeclineHouseholdLinkInput,
  DeclineHouseholdLinkPayload,
  EndHouseholdLinkInput,
  EndHouseholdLinkPayload,
  ProposeHouseholdLinkInput,
  ProposeHouseholdLinkPayload,
  WithdrawHouseholdLinkInput,
  WithdrawHouseholdLinkPayload,
} from './link-acts.types.ts';
import type { HouseholdLinkService } from './link.service.ts';
import {
  HouseholdLinkConnection,
  HouseholdLinkFilter,
  HouseholdLinkOrder,
  HouseholdLinkTypeConnection,
  HouseholdLinkTypeFilter,
  HouseholdLinkTypeOrder,
} from './link.types.ts';

@Resolver()
export class HouseholdLinkResolver {
  readonly #links: HouseholdLinkService;

  constructor(links: HouseholdLinkService) {
    this.#links = links;
  }

  @Query(() => HouseholdLinkConnection, {
    nullable: true,
    description: 'Links to households (联户列表): those of the unit you act for, and your own.',
  })
  @ListArguments({ filter: () => HouseholdLinkFilter, order: () => HouseholdLinkOrder })
  householdLinks(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => HouseholdLinkTypeConnection, {
    nullable: true,
    description: 'The types of links to households (联户类型). Public.',
  })
  @ListArguments({ filter: () => HouseholdLinkTypeFilter, order: () => HouseholdLinkTypeOrder })
  householdLinkTypes(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ProposeHouseholdLinkPayload, {
    description:
      'Asks somebody to be linked to a household of your unit (提出联户), by what they are to the unit. Refused where there is such a link.',
  })
  proposeHouseholdLink(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ProposeHouseholdLinkInput, { description: 'The link (联户).' })
    input: ProposeHouseholdLinkInput,
  ): Promise<unknown> {
    return answer(info, context, this.#links.propose(context.viewer, input));
  }

  @Mutation(() => AgreeHouseholdLinkPayload, {
    description:
      'Agrees to be linked to a household (同意联户), from now on: for the person, in their own name and without a hat. Refused where another is, or where you are linked with as many as the type allows.',
  })
  agreeHouseholdLink(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AgreeHouseholdLinkInput, { description: 'Which proposal (哪项联户).' })
    input: AgreeHouseholdLinkInput,
  ): Promise<unknown> {
    return answer(info, context, this.#links.agree(context.viewer, input));
  }

  @Mutation(() => DeclineHouseholdLinkPayload, {
    description: 'Declines to be linked to a household, with a reason (婉拒联户). For the person.',
  })
  declineHouseholdLink(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DeclineHouseholdLinkInput, { description: 'Which proposal, and why (婉拒说明).' })
    input: DeclineHouseholdLinkInput,
  ): Promise<unknown> {
    return answer(info, context, this.#links.decline(context.viewer, input));
  }

  @Mutation(() => WithdrawHouseholdLinkPayload, {
    description: 'Takes a proposal back before it is answered (撤回联户). For the unit.',
  })
  withdrawHouseholdLink(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawHouseholdLinkInput, { description: 'Which proposal (哪项联户).' })
    input: WithdrawHouseholdLinkInput,
  ): Promise<unknown> {
    return answer(info, context, this.#links.withdraw(context.viewer, input));
  }

  @Mutation(() => EndHouseholdLinkPayload, {
    description:
      'Ends a link to a household now (结束联户): it stays in the history, with its time. For the person and for the unit.',
  })
  endHouseholdLink(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndHouseholdLinkInput, { description: 'Which link, and why (结束说明).' })
    input: EndHouseholdLinkInput,
  ): Promise<unknown> {
    return answer(info, context, this.#links.end(context.viewer, input));
  }
}
