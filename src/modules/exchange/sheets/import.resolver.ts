import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import { ListArguments } from '../../../graphql/types/connection.types.ts';
import {
  CancelListingImportInput,
  CancelListingImportPayload,
  ConfirmListingImportInput,
  ConfirmListingImportPayload,
  ImportListingsInput,
  ImportListingsPayload,
} from './import-acts.types.ts';
import type { ListingImportService } from './import.service.ts';
import { ListingImport, ListingImportConnection, ListingImportFilter, ListingImportOrder } from './import.types.ts';

@Resolver()
export class ListingImportResolver {
  readonly #imports: ListingImportService;

  constructor(imports: ListingImportService) {
    this.#imports = imports;
  }

  @Query(() => ListingImport, {
    nullable: true,
    description:
      'One import of resources, offers or needs by its id (供需导入), with its progress. For the unit that imports.',
  })
  listingImport(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The import (导入任务标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => ListingImportConnection, {
    nullable: true,
    description: 'Imports of resources, offers and needs by the unit you act for (供需导入列表).',
  })
  @ListArguments({ filter: () => ListingImportFilter, order: () => ListingImportOrder })
  listingImports(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ImportListingsPayload, {
    description:
      'Imports resources, offers or needs of the unit you act for from a sheet (导入供需). It is read and checked soon after, by the rules of publishing: `listingImport` tells how far it is. The same sheet may be imported again: what is published is known by your own number of the row, and stays as it is.',
  })
  importListings(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ImportListingsInput, { description: 'The sheet (表格).' }) input: ImportListingsInput,
  ): Promise<unknown> {
    return answer(info, context, this.#imports.begin(context.viewer, input));
  }

  @Mutation(() => ConfirmListingImportPayload, {
    description:
      'Has what was checked published (确认导入), in the name of who confirms. Rows that something is wrong with are left out.',
  })
  confirmListingImport(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ConfirmListingImportInput, { description: 'The import (导入任务).' })
    input: ConfirmListingImportInput,
  ): Promise<unknown> {
    return answer(info, context, this.#imports.confirm(context.viewer, input));
  }

  @Mutation(() => CancelListingImportPayload, {
    description: 'Cancels an import (取消导入): what is published stays, the rest is not published.',
  })
  cancelListingImport(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CancelListingImportInput, { description: 'The import (导入任务).' })
    input: CancelListingImportInput,
  ): Promise<unknown> {
    return answer(info, context, this.#imports.cancel(context.viewer, input));
  }
}
