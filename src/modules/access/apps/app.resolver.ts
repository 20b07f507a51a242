import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import { ListArguments } from '../../../graphql/types/connection.types.ts';
import { RegisterAppInput, RegisterAppPayload, RetireAppInput, RetireAppPayload } from './app-acts.types.ts';
import type { AppService } from './app.service.ts';
import { App, AppConnection, AppFilter, AppOrder } from './app.types.ts';

@Resolver()
export class AppResolver {
  readonly #apps: AppService;

  constructor(apps: AppService) {
    this.#apps = apps;
  }

  @Query(() => App, { nullable: true, description: 'One app by its id (应用). Public; null when there is none.' })
  app(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The app (应用标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => AppConnection, { nullable: true, description: 'Apps there are (应用列表). Public.' })
  @ListArguments({ filter: () => AppFilter, order: () => AppOrder })
  apps(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => RegisterAppPayload, {
    description: 'Registers an app that the unit you act for answers for (登记应用). For its administrators.',
  })
  registerApp(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RegisterAppInput, { description: 'The app (应用).' }) input: RegisterAppInput,
  ): Promise<unknown> {
    return answer(info, context, this.#apps.register(context.viewer, input));
  }

  @Mutation(() => RetireAppPayload, {
    description: 'Retires an app (停用应用): from this instant on it reads nothing, wherever it is installed.',
  })
  retireApp(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RetireAppInput, { description: 'Which app (哪个应用).' }) input: RetireAppInput,
  ): Promise<unknown> {
    return answer(info, context, this.#apps.retire(context.viewer, input));
  }
}
