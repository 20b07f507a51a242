import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import { Alliance, AllianceConnection, AllianceFilter, AllianceOrder } from './alliance.types.ts';

@Resolver()
export class AllianceResolver {
  @Query(() => Alliance, {
    nullable: true,
    description: 'One alliance by its id (联盟). Public; null when there is none.',
  })
  alliance(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The alliance (联盟标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => AllianceConnection, { nullable: true, description: 'Alliances (联盟列表). Public.' })
  @ListArguments({ filter: () => AllianceFilter, order: () => AllianceOrder })
  alliances(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }
}
