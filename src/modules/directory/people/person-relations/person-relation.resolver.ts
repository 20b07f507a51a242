import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  AgreePersonRelationInput,
  AgreePersonRelationPayload,
  DeclinePersonRelationInput,
  DeclinePersonRelationPayload,
  EndPersonRelationInput,
  EndPersonRelationPayload,
  ProposePersonRelationInput,
  ProposePersonRelationPayload,
  WithdrawPersonRelationInput,
  WithdrawPersonRelationPayload,
} from './person-relation-acts.types.ts';
import {
  PersonRelationTypeConnection,
  PersonRelationTypeFilter,
  PersonRelationTypeOrder,
} from './person-relation-type.types.ts';
import type { PersonRelationService } from './person-relation.service.ts';
import {
  PersonRelation,
  PersonRelationConnection,
  PersonRelationFilter,
  PersonRelationOrder,
} from './person-relation.types.ts';

@Resolver()
export class PersonRelationResolver {
  readonly #relations: PersonRelationService;

  constructor(relations: PersonRelationService) {
    this.#relations = relations;
  }

  @Query(() => PersonRelation, {
    nullable: true,
    description:
      'One relation of a person by its id (人员关系), for those concerned; of a public type, for everybody while it holds.',
  })
  personRelation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The relation (人员关系标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => PersonRelationConnection, {
    nullable: true,
    description: 'Relations of persons (人员关系列表): those that concern you, and of public types those that hold.',
  })
  @ListArguments({ filter: () => PersonRelationFilter, order: () => PersonRelationOrder })
  personRelations(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => PersonRelationTypeConnection, {
    nullable: true,
    description: 'The types of relations of persons (人员关系类型), with how many persons they have. Public.',
  })
  @ListArguments({ filter: () => PersonRelationTypeFilter, order: () => PersonRelationTypeOrder })
  personRelationTypes(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ProposePersonRelationPayload, {
    description:
      'Proposes a relation of a person (提出人员关系): by the person, in their own name and without a hat; or by an administrator of the unit that they would come to, who names a post.',
  })
  proposePersonRelation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ProposePersonRelationInput, { description: 'The relation (关系).' })
    input: ProposePersonRelationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#relations.propose(context.viewer, input));
  }

  @Mutation(() => AgreePersonRelationPayload, {
    description:
      'Agrees to a relation of a person (同意人员关系), which holds from then on, or as was proposed: by the person, whose consent it is, or by an administrator of the unit; by whichever did not propose it. Refused where there is one at a time, and one there is.',
  })
  agreePersonRelation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AgreePersonRelationInput, { description: 'Which proposal (哪项关系).' })
    input: AgreePersonRelationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#relations.agree(context.viewer, input));
  }

  @Mutation(() => DeclinePersonRelationPayload, {
    description: 'Declines a relation of a person, with a reason (婉拒人员关系). For the side that did not propose it.',
  })
  declinePersonRelation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DeclinePersonRelationInput, { description: 'Which proposal, and why (婉拒说明).' })
    input: DeclinePersonRelationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#relations.decline(context.viewer, input));
  }

  @Mutation(() => WithdrawPersonRelationPayload, {
    description: 'Takes a proposal back before it is answered (撤回人员关系). For the side that proposed it.',
  })
  withdrawPersonRelation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawPersonRelationInput, { description: 'Which proposal (哪项关系).' })
    input: WithdrawPersonRelationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#relations.withdraw(context.viewer, input));
  }

  @Mutation(() => EndPersonRelationPayload, {
    description:
      'Ends a relation of a person now (结束人员关系): it stays in the history, with its time. For the person, and for administrators of the unit they came to or come from.',
  })
  endPersonRelation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndPersonRelationInput, { description: 'Which relation, and why (结束说明).' })
    input: EndPersonRelationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#relations.end(context.viewer, input));
  }
}
