import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../../graphql/context.ts';
import { File } from './file.types.ts';

@Resolver()
export class FileResolver {
  @Query(() => File, { nullable: true, description: 'One file by its id (文件); null where you do not see it.' })
  file(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The file (文件标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }
}
