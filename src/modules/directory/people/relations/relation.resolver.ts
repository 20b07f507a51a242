import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  AgreeRelationInput,
  AgreeRelationPayload,
  DeclineRelationInput,
  DeclineRelationPayload,
  EndRelationInput,
  EndRelationPayload,
  ProposeRelationInput,
  ProposeRelationPayload,
  WithdrawRelationInput,
  WithdrawRelationPayload,
} from './relation-acts.types.ts';
import type { RelationService } from './relation.service.ts';
import {
  Relation,
  RelationConnection,
  RelationFilter,
  RelationOrder,
  RelationTypeConnection,
  RelationTypeFilter,
  RelationTypeOrder,
} from './relation.types.ts';

@Resolver()
export class RelationResolver {
  readonly #relations: RelationService;

  constructor(relations: RelationService) {
    this.#relations = relations;
  }

  @Query(() => Relation, {
    nullable: true,
    description: 'One relation of a unit by its id (单位关系). Public once agreed.',
  })
  relation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The relation (关系标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => RelationConnection, {
    nullable: true,
    description: 'Relations of units to units and areas (单位关系列表). Public once agreed, also when they have ended.',
  })
  @ListArguments({ filter: () => RelationFilter, order: () => RelationOrder })
  relations(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => RelationTypeConnection, {
    nullable: true,
    description: 'The types of relations of units to units and areas (关系类型). Public.',
  })
  @ListArguments({ filter: () => RelationTypeFilter, order: () => RelationTypeOrder })
  relationTypes(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ProposeRelationPayload, {
    description:
      'Proposes a relation to another unit, or to an area (提出单位关系). For administrators of either of the two units, of an area those of a unit that looks after it or after anything that it lies in.',
  })
  proposeRelation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ProposeRelationInput, { description: 'The relation (关系).' }) input: ProposeRelationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#relations.propose(context.viewer, input));
  }

  @Mutation(() => AgreeRelationPayload, {
    description:
      'Agrees to a relation (同意单位关系), which holds from then on, or as was proposed. For administrators of the side that did not propose it, the area’s being those that look after it. Refused where the type allows one at a time and there is one, or where a unit would come to be above itself.',
  })
  agreeRelation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AgreeRelationInput, { description: 'Which proposal (哪项关系).' }) input: AgreeRelationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#relations.agree(context.viewer, input));
  }

  @Mutation(() => DeclineRelationPayload, {
    description:
      'Declines a relation, with a reason (婉拒单位关系). For administrators of the side that did not propose it.',
  })
  declineRelation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DeclineRelationInput, { description: 'Which proposal, and why (婉拒说明).' })
    input: DeclineRelationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#relations.decline(context.viewer, input));
  }

  @Mutation(() => WithdrawRelationPayload, {
    description:
      'Takes a proposal back before it is answered (撤回单位关系). For administrators of the unit that proposed it.',
  })
  withdrawRelation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawRelationInput, { description: 'Which proposal (哪项关系).' })
    input: WithdrawRelationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#relations.withdraw(context.viewer, input));
  }

  @Mutation(() => EndRelationPayload, {
    description:
      'Ends a relation now (结束单位关系): it stays in the history, with its time. For administrators of either side.',
  })
  endRelation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndRelationInput, { description: 'Which relation, and why (结束说明).' })
    input: EndRelationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#relations.end(context.viewer, input));
  }
}
