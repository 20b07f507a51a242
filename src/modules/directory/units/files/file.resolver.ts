import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { DeleteFileService } from './delete-file.service.ts';
import { DeleteFileInput, DeleteFilePayload, File } from './file.types.ts';

@Resolver()
export class FileResolver {
  readonly #files: DeleteFileService;

  constructor(files: DeleteFileService) {
    this.#files = files;
  }

  @Query(() => File, { nullable: true, description: 'One file by its id (文件); null where you do not see it.' })
  file(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The file (文件标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => DeleteFilePayload, {
    description:
      'Deletes a file of the unit you act for, for good (删除文件): its bytes are gone at once and count no more. Refused while an import that is open goes by it.',
  })
  deleteFile(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DeleteFileInput, { description: 'The file (文件).' }) input: DeleteFileInput,
  ): Promise<unknown> {
    return answer(info, context, this.#files.delete(context.viewer, input));
  }
}
