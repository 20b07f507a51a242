import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import { PublishResourceInput, PublishResourcePayload } from './resource-acts.types.ts';
import type { ResourceService } from './resource.service.ts';
import { Resource, ResourceConnection, ResourceFilter, ResourceOrder } from './resource.types.ts';

@Resolver()
export class ResourceResolver {
  readonly #resources: ResourceService;

  constructor(resources: ResourceService) {
    this.#resources = resources;
  }

  @Query(() => Resource, {
    nullable: true,
    description: 'One resource by its id (资源). Null when there is none or you may not see it.',
  })
  resource(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The resource (资源标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => ResourceConnection, { nullable: true, description: 'Resources you may see (资源列表).' })
  @ListArguments({ filter: () => ResourceFilter, order: () => ResourceOrder })
  resources(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => PublishResourcePayload, { description: 'Publishes a resource of the unit you act for (发布资源).' })
  publishResource(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => PublishResourceInput, { description: 'The resource (资源).' }) input: PublishResourceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#resources.publish(context.viewer, input));
  }
}
