import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../graphql/context.ts';
import { ListArguments } from '../../../graphql/types/connection.types.ts';
import { AuditEntryConnection, AuditEntryFilter, AuditEntryOrder } from './audit.types.ts';

@Resolver()
export class AuditResolver {
  @Query(() => AuditEntryConnection, {
    nullable: true,
    description: 'What was done (审计记录): by your unit, and under the alliance hat in the alliance you coordinate.',
  })
  @ListArguments({ filter: () => AuditEntryFilter, order: () => AuditEntryOrder })
  auditEntries(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }
}
