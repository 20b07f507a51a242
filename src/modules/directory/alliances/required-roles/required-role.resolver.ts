import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { RequiredRoleService } from './required-role.service.ts';
import { SetRequiredRolesInput, SetRequiredRolesPayload } from './required-role.types.ts';

@Resolver()
export class RequiredRoleResolver {
  readonly #roles: RequiredRoleService;

  constructor(roles: RequiredRoleService) {
    this.#roles = roles;
  }

  @Mutation(() => SetRequiredRolesPayload, {
    description:
      'Sets which kinds of parties an alliance has to have among its members (设定必备角色), all of them at once. For its coordinator.',
  })
  setRequiredRoles(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetRequiredRolesInput, { description: 'The kinds of parties (必备角色).' })
    input: SetRequiredRolesInput,
  ): Promise<unknown> {
    return answer(info, context, this.#roles.set(context.viewer, input));
  }
}
