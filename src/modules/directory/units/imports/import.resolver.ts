import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  CancelUnitImportInput,
  CancelUnitImportPayload,
  ConfirmUnitImportInput,
  ConfirmUnitImportPayload,
  ImportUnitsInput,
  ImportUnitsPayload,
} from './import-acts.types.ts';
import type { ImportService } from './import.service.ts';
import { ImportJob, ImportJobConnection, ImportJobFilter, ImportJobOrder } from './import.types.ts';

@Resolver()
export class ImportResolver {
  readonly #imports: ImportService;

  constructor(imports: ImportService) {
    this.#imports = imports;
  }

  @Query(() => ImportJob, {
    nullable: true,
    description: 'One import of units by its id (单位导入), with its progress. For the unit that imports.',
  })
  importJob(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The import (导入任务标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => ImportJobConnection, {
    nullable: true,
    description: 'Imports of units by the unit you act for (单位导入列表).',
  })
  @ListArguments({ filter: () => ImportJobFilter, order: () => ImportJobOrder })
  importJobs(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ImportUnitsPayload, {
    description:
      'Imports units from a sheet (导入单位). For coordinators. It is read and checked soon after: `importJob` tells how far it is. The same sheet may be imported again: what is there stays as it is.',
  })
  importUnits(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ImportUnitsInput, { description: 'The sheet (表格).' }) input: ImportUnitsInput,
  ): Promise<unknown> {
    return answer(info, context, this.#imports.begin(context.viewer, input));
  }

  @Mutation(() => ConfirmUnitImportPayload, {
    description: 'Has an import written that is checked (确认导入), and says what becomes of likely duplicates.',
  })
  confirmUnitImport(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ConfirmUnitImportInput, { description: 'The import (导入任务).' })
    input: ConfirmUnitImportInput,
  ): Promise<unknown> {
    return answer(info, context, this.#imports.confirm(context.viewer, input));
  }

  @Mutation(() => CancelUnitImportPayload, {
    description: 'Cancels an import (取消导入): what is written stays, the rest is not.',
  })
  cancelUnitImport(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CancelUnitImportInput, { description: 'The import (导入任务).' }) input: CancelUnitImportInput,
  ): Promise<unknown> {
    return answer(info, context, this.#imports.cancel(context.viewer, input));
  }
}
