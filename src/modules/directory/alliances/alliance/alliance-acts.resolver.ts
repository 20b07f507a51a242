import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { AllianceService } from './alliance.service.ts';
import type { LeadService } from './lead.service.ts';
import {
  AcceptLeadInput,
  AcceptLeadPayload,
  DeclineLeadInput,
  DeclineLeadPayload,
  DissolveAllianceInput,
  DissolveAlliancePayload,
  FoundAllianceInput,
  FoundAlliancePayload,
  OfferLeadInput,
  OfferLeadPayload,
  UpdateAllianceInput,
  UpdateAlliancePayload,
} from './alliance-acts.types.ts';

@Resolver()
export class AllianceActsResolver {
  readonly #alliances: AllianceService;
  readonly #lead: LeadService;

  constructor(alliances: AllianceService, lead: LeadService) {
    this.#alliances = alliances;
    this.#lead = lead;
  }

  @Mutation(() => FoundAlliancePayload, {
    description:
      'Founds an alliance (组建联盟): the unit you act for leads it and is its first member. For an administrator of it, who then appoints who coordinates it.',
  })
  foundAlliance(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => FoundAllianceInput, { description: 'The alliance (联盟).' }) input: FoundAllianceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#alliances.found(context.viewer, input));
  }

  @Mutation(() => UpdateAlliancePayload, {
    description: 'Changes what is told of an alliance (修改联盟信息). For its coordinator.',
  })
  updateAlliance(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => UpdateAllianceInput, { description: 'What changes (修改内容).' }) input: UpdateAllianceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#alliances.update(context.viewer, input));
  }

  @Mutation(() => DissolveAlliancePayload, {
    description:
      'Dissolves an alliance, with a reason (解散联盟): every membership ends with it, as if the unit had left. What is signed is still settled. For an administrator of the unit that leads it.',
  })
  dissolveAlliance(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DissolveAllianceInput, { description: 'Which alliance, and why (解散说明).' })
    input: DissolveAllianceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#alliances.dissolve(context.viewer, input));
  }

  @Mutation(() => OfferLeadPayload, {
    description:
      'Offers the lead of an alliance to another member (移交牵头职责), in the place of an offer before. For an administrator of the unit that leads it.',
  })
  offerLead(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => OfferLeadInput, { description: 'Which alliance, and to whom (移交说明).' })
    input: OfferLeadInput,
  ): Promise<unknown> {
    return answer(info, context, this.#lead.offer(context.viewer, input));
  }

  @Mutation(() => AcceptLeadPayload, {
    description:
      'Takes the lead of an alliance (接受牵头职责): the unit that led it is a core member from then on, and its coordinators hold their posts no more. For an administrator of the unit that it is offered to.',
  })
  acceptLead(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AcceptLeadInput, { description: 'Which alliance (哪个联盟).' }) input: AcceptLeadInput,
  ): Promise<unknown> {
    return answer(info, context, this.#lead.accept(context.viewer, input));
  }

  @Mutation(() => DeclineLeadPayload, {
    description:
      'Declines the lead of an alliance, or takes the offer back (谢绝或收回牵头移交). For an administrator of the unit that it is offered to, or of the one that leads.',
  })
  declineLead(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DeclineLeadInput, { description: 'Which alliance (哪个联盟).' }) input: DeclineLeadInput,
  ): Promise<unknown> {
    return answer(info, context, this.#lead.decline(context.viewer, input));
  }
}
