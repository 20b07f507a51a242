import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { SearchService } from './search.service.ts';
import {
  EndSearchInput,
  EndSearchPayload,
  MarkSearchSeenInput,
  MarkSearchSeenPayload,
  SavedSearch,
  SavedSearchConnection,
  SavedSearchFilter,
  SavedSearchOrder,
  SaveSearchInput,
  SaveSearchPayload,
} from './search.types.ts';

@Resolver()
export class SearchResolver {
  readonly #searches: SearchService;

  constructor(searches: SearchService) {
    this.#searches = searches;
  }

  @Query(() => SavedSearch, {
    nullable: true,
    description: 'One saved search of your unit by its id (订阅检索). Null when there is none or you may not see it.',
  })
  savedSearch(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The saved search (订阅检索标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => SavedSearchConnection, { nullable: true, description: 'What your unit looks for (订阅检索列表).' })
  @ListArguments({ filter: () => SavedSearchFilter, order: () => SavedSearchOrder })
  savedSearches(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => SaveSearchPayload, {
    description:
      'Saves what the unit you act for looks for (保存检索), under the hat you wear: what is published from now on is new.',
  })
  saveSearch(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SaveSearchInput, { description: 'What to look for (检索条件).' }) input: SaveSearchInput,
  ): Promise<unknown> {
    return answer(info, context, this.#searches.save(context.viewer, input));
  }

  @Mutation(() => EndSearchPayload, { description: 'Ends a saved search of your unit (取消订阅检索).' })
  endSearch(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndSearchInput, { description: 'Which one (哪个检索).' }) input: EndSearchInput,
  ): Promise<unknown> {
    return answer(info, context, this.#searches.end(context.viewer, input));
  }

  @Mutation(() => MarkSearchSeenPayload, {
    description: 'Says until when your unit has looked (标记已看): what was published until then is not new any more.',
  })
  markSearchSeen(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => MarkSearchSeenInput, { description: 'Which one, and until when (哪个检索及时间).' })
    input: MarkSearchSeenInput,
  ): Promise<unknown> {
    return answer(info, context, this.#searches.markSeen(context.viewer, input));
  }
}
