import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { PostService } from './post.service.ts';
import { EndPostInput, EndPostPayload } from './post.types.ts';

@Resolver()
export class PostResolver {
  readonly #posts: PostService;

  constructor(posts: PostService) {
    this.#posts = posts;
  }

  @Mutation(() => EndPostPayload, {
    description:
      'Ends a post at once (结束任职、辞任), and what was delegated from it. For its holder, who delegated it, and administrators of the unit, whose last one stays.',
  })
  endPost(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndPostInput, { description: 'Which post, and why (哪项职务及原因).' }) input: EndPostInput,
  ): Promise<unknown> {
    return answer(info, context, this.#posts.end(context.viewer, input));
  }
}
