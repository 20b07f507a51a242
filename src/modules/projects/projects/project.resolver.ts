import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import { ListArguments } from '../../../graphql/types/connection.types.ts';
import type { ProjectService } from './project.service.ts';
import {
  CancelProjectPayload,
  CloseProjectInput,
  CompleteProjectPayload,
  JoinProjectInput,
  JoinProjectPayload,
  LaunchProjectInput,
  LaunchProjectPayload,
  Project,
  ProjectConnection,
  ProjectFilter,
  ProjectOrder,
} from './project.types.ts';

@Resolver()
export class ProjectResolver {
  readonly #projects: ProjectService;

  constructor(projects: ProjectService) {
    this.#projects = projects;
  }

  @Query(() => Project, {
    nullable: true,
    description: 'One project by its id (共富项目). Null when there is none or you may not see it.',
  })
  project(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The project (项目标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => ProjectConnection, { nullable: true, description: 'Projects you may see (共富项目列表).' })
  @ListArguments({ filter: () => ProjectFilter, order: () => ProjectOrder })
  projects(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => LaunchProjectPayload, {
    description: 'Launches a project in an alliance, led by the unit you act for (发起共富项目).',
  })
  launchProject(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => LaunchProjectInput, { description: 'The project (项目).' }) input: LaunchProjectInput,
  ): Promise<unknown> {
    return answer(info, context, this.#projects.launch(context.viewer, input));
  }

  @Mutation(() => JoinProjectPayload, { description: 'Joins a project of an alliance the unit is in (加入共富项目).' })
  joinProject(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => JoinProjectInput, { description: 'Which project, and with what (加入说明).' })
    input: JoinProjectInput,
  ): Promise<unknown> {
    return answer(info, context, this.#projects.join(context.viewer, input));
  }

  @Mutation(() => CompleteProjectPayload, { description: 'Ends a project as done (项目完成). For its lead unit.' })
  completeProject(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CloseProjectInput, { description: 'Which project (哪个项目).' }) input: CloseProjectInput,
  ): Promise<unknown> {
    return answer(info, context, this.#projects.close(context.viewer, input, 'COMPLETED'));
  }

  @Mutation(() => CancelProjectPayload, { description: 'Gives a project up (项目取消). For its lead unit.' })
  cancelProject(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CloseProjectInput, { description: 'Which project (哪个项目).' }) input: CloseProjectInput,
  ): Promise<unknown> {
    return answer(info, context, this.#projects.close(context.viewer, input, 'CANCELLED'));
  }
}
