import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ReversePostingInput, ReversePostingPayload, TransferInput, TransferPayload } from './posting-acts.types.ts';
import type { PostingService } from './posting.service.ts';
import { Posting } from './posting.types.ts';

@Resolver()
export class PostingResolver {
  readonly #postings: PostingService;

  constructor(postings: PostingService) {
    this.#postings = postings;
  }

  @Query(() => Posting, {
    nullable: true,
    description: 'One posting by its id (记账凭证). Null when there is none or you may not see it.',
  })
  posting(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The posting (记账凭证标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => TransferPayload, {
    description:
      'Pays another member unit of the alliance (转账), e.g. hours for services received. Refused with `ACCOUNT_LIMIT_REACHED` where your account may not go so far.',
  })
  transfer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => TransferInput, { description: 'To whom, and how much (收方与数量).' }) input: TransferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#postings.transfer(context.viewer, input));
  }

  @Mutation(() => ReversePostingPayload, {
    description: 'Takes back a posting by another one (冲正), once: for the unit that was paid.',
  })
  reversePosting(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReversePostingInput, { description: 'Which posting (哪笔凭证).' }) input: ReversePostingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#postings.reverse(context.viewer, input));
  }
}
