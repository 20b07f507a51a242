import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  AnswerBreachInput,
  AnswerBreachPayload,
  DeclareBreachInput,
  DeclareBreachPayload,
  ReleaseCommitmentInput,
  ReleaseCommitmentPayload,
} from './commitment-acts.types.ts';
import type { CommitmentService } from './commitment.service.ts';
import { CommitmentConnection, CommitmentFilter, CommitmentOrder } from './commitment.types.ts';

@Resolver()
export class CommitmentResolver {
  readonly #commitments: CommitmentService;

  constructor(commitments: CommitmentService) {
    this.#commitments = commitments;
  }

  @Query(() => CommitmentConnection, {
    nullable: true,
    description: 'Commitments of agreements that you are a party to or coordinate (承诺列表).',
  })
  @ListArguments({ filter: () => CommitmentFilter, order: () => CommitmentOrder })
  commitments(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ReleaseCommitmentPayload, {
    description:
      'Gives up what your unit was promised, wholly or in part (解除承诺): so much less is outstanding. What was recorded and waits for an answer is left alone.',
  })
  releaseCommitment(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReleaseCommitmentInput, { description: 'How much, and why (解除).' })
    input: ReleaseCommitmentInput,
  ): Promise<unknown> {
    return answer(info, context, this.#commitments.release(context.viewer, input));
  }

  @Mutation(() => DeclareBreachPayload, {
    description:
      'Says that what your unit was promised was not kept in time (认定违约). It stays owed, and may be delivered late or be released.',
  })
  declareBreach(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DeclareBreachInput, { description: 'What was not done (违约情形).' }) input: DeclareBreachInput,
  ): Promise<unknown> {
    return answer(info, context, this.#commitments.declareBreach(context.viewer, input));
  }

  @Mutation(() => AnswerBreachPayload, {
    description: 'Says something to a breach of what your unit promised (违约说明), once. It stands beside the breach.',
  })
  answerBreach(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AnswerBreachInput, { description: 'What your unit says (说明).' }) input: AnswerBreachInput,
  ): Promise<unknown> {
    return answer(info, context, this.#commitments.answerBreach(context.viewer, input));
  }
}
