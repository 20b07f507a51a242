import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import { TermConnection, TermFilter, TermOrder } from './term.types.ts';

@Resolver()
export class TermResolver {
  @Query(() => TermConnection, { nullable: true, description: 'Terms of the vocabularies (术语表). Public.' })
  @ListArguments({ filter: () => TermFilter, order: () => TermOrder })
  terms(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }
}
