import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import type { AppKeyService } from './app-key.service.ts';
import { CreateAppKeyInput, CreateAppKeyPayload, RevokeAppKeyInput, RevokeAppKeyPayload } from './app-key.types.ts';

@Resolver()
export class AppKeyResolver {
  readonly #keys: AppKeyService;

  constructor(keys: AppKeyService) {
    this.#keys = keys;
  }

  @Mutation(() => CreateAppKeyPayload, {
    description: 'Makes a key for an app that your unit answers for (创建密钥). It is shown this once.',
  })
  createAppKey(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CreateAppKeyInput, { description: 'The key (密钥).' }) input: CreateAppKeyInput,
  ): Promise<unknown> {
    return answer(info, context, this.#keys.create(context.viewer, input));
  }

  @Mutation(() => RevokeAppKeyPayload, {
    description: 'Revokes a key (吊销密钥): the very next request with it is refused.',
  })
  revokeAppKey(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RevokeAppKeyInput, { description: 'Which key (哪个密钥).' }) input: RevokeAppKeyInput,
  ): Promise<unknown> {
    return answer(info, context, this.#keys.revoke(context.viewer, input));
  }
}
