import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../graphql/context.ts';
import { Viewer } from './viewer.types.ts';

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, {
    nullable: true,
    description: 'You: who asks, under which hat, and which hats you hold (当前访问者).',
  })
  viewer(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }
}
