import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { AgreementService } from './agreement.service.ts';
import {
  Agreement,
  AgreementConnection,
  AgreementFilter,
  AgreementOrder,
  CancelAgreementInput,
  CancelAgreementPayload,
  SignAgreementInput,
  SignAgreementPayload,
} from './agreement.types.ts';

@Resolver()
export class AgreementResolver {
  readonly #agreements: AgreementService;

  constructor(agreements: AgreementService) {
    this.#agreements = agreements;
  }

  @Query(() => Agreement, {
    nullable: true,
    description: 'One agreement by its id (协议). Null when there is none or you may not see it.',
  })
  agreement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The agreement (协议标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => AgreementConnection, {
    nullable: true,
    description: 'Agreements you are a party to or coordinate (协议列表).',
  })
  @ListArguments({ filter: () => AgreementFilter, order: () => AgreementOrder })
  agreements(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => SignAgreementPayload, {
    description: 'Signs an agreement for the unit you act for (签署协议). The last of the signatures makes it active.',
  })
  signAgreement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SignAgreementInput, { description: 'The signature (签署).' }) input: SignAgreementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#agreements.sign(context.viewer, input));
  }

  @Mutation(() => CancelAgreementPayload, {
    description: 'Gives up an agreement before all have signed (取消协议). What it held is free again.',
  })
  cancelAgreement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CancelAgreementInput, { description: 'The cancellation (取消).' }) input: CancelAgreementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#agreements.cancel(context.viewer, input));
  }
}
