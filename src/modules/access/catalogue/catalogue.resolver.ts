import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import type { CatalogueService } from './catalogue.service.ts';
import { SetDataItemInput, SetDataItemPayload } from './catalogue.types.ts';

@Resolver()
export class CatalogueResolver {
  readonly #catalogue: CatalogueService;

  constructor(catalogue: CatalogueService) {
    this.#catalogue = catalogue;
  }

  @Mutation(() => SetDataItemPayload, {
    description:
      'Says whether the unit you act for shares a kind of its data (设置数据目录). For its administrators. What becomes `NONE` (不予共享) is read by nobody else from the next request on, whatever was agreed.',
  })
  setDataItem(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetDataItemInput, { description: 'The item (数据目录项).' }) input: SetDataItemInput,
  ): Promise<unknown> {
    return answer(info, context, this.#catalogue.set(context.viewer, input));
  }
}
