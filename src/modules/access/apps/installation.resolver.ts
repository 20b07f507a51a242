import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import { ListArguments } from '../../../graphql/types/connection.types.ts';
import type { InstallationService } from './installation.service.ts';
import {
  AppInstallationConnection,
  AppInstallationFilter,
  AppInstallationOrder,
  InstallAppInput,
  InstallAppPayload,
  UninstallAppInput,
  UninstallAppPayload,
} from './installation.types.ts';

@Resolver()
export class InstallationResolver {
  readonly #installations: InstallationService;

  constructor(installations: InstallationService) {
    this.#installations = installations;
  }

  @Query(() => AppInstallationConnection, {
    nullable: true,
    description:
      'What apps were let read (应用安装记录): by your unit, in the alliance you coordinate, of apps your unit answers for; to an app, its own.',
  })
  @ListArguments({ filter: () => AppInstallationFilter, order: () => AppInstallationOrder })
  appInstallations(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => InstallAppPayload, {
    description:
      'Lets an app read of the alliance of your hat, for a purpose, never more than your unit may itself (安装应用). For its administrators.',
  })
  installApp(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => InstallAppInput, { description: 'What, and what for (权限与用途).' }) input: InstallAppInput,
  ): Promise<unknown> {
    return answer(info, context, this.#installations.install(context.viewer, input));
  }

  @Mutation(() => UninstallAppPayload, {
    description:
      'Ends what an app may read, at once (卸载应用). For administrators of the unit, and for who coordinates the alliance.',
  })
  uninstallApp(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => UninstallAppInput, { description: 'Which installation (哪项安装).' }) input: UninstallAppInput,
  ): Promise<unknown> {
    return answer(info, context, this.#installations.uninstall(context.viewer, input));
  }
}
