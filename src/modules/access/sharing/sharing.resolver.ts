import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import { ListArguments } from '../../../graphql/types/connection.types.ts';
import {
  GrantSharingInput,
  GrantSharingPayload,
  RefuseSharingInput,
  RefuseSharingPayload,
  RequestSharingInput,
  RequestSharingPayload,
  WithdrawSharingInput,
  WithdrawSharingPayload,
} from './sharing-acts.types.ts';
import type { SharingService } from './sharing.service.ts';
import {
  SharingAgreement,
  SharingAgreementConnection,
  SharingAgreementFilter,
  SharingAgreementOrder,
} from './sharing.types.ts';

@Resolver()
export class SharingResolver {
  readonly #sharing: SharingService;

  constructor(sharing: SharingService) {
    this.#sharing = sharing;
  }

  @Query(() => SharingAgreement, {
    nullable: true,
    description: 'One agreement on sharing by its id (数据共享协议). For the two units.',
  })
  sharingAgreement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The agreement (协议标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => SharingAgreementConnection, {
    nullable: true,
    description:
      'Agreements on sharing of the unit you act for (数据共享协议列表), as the unit that provides (数源单位) or that uses (使用单位).',
  })
  @ListArguments({ filter: () => SharingAgreementFilter, order: () => SharingAgreementOrder })
  sharingAgreements(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => RequestSharingPayload, {
    description:
      'Asks another unit to share a kind of its data (申请共享). For administrators of the unit that will use it. Granted at once where the catalogue says `UNCONDITIONAL` (无条件共享), refused where it says `NONE` (不予共享).',
  })
  requestSharing(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RequestSharingInput, { description: 'The request (申请).' }) input: RequestSharingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#sharing.request(context.viewer, input));
  }

  @Mutation(() => GrantSharingPayload, {
    description:
      'Grants a request, as asked for or less (授权共享). For administrators of the unit whose data it is. From the next request on the other unit reads it.',
  })
  grantSharing(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => GrantSharingInput, { description: 'The grant (授权).' }) input: GrantSharingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#sharing.grant(context.viewer, input));
  }

  @Mutation(() => RefuseSharingPayload, {
    description: 'Refuses a request, with a reason (拒绝共享). For administrators of the unit whose data it is.',
  })
  refuseSharing(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RefuseSharingInput, { description: 'The refusal (拒绝).' }) input: RefuseSharingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#sharing.refuse(context.viewer, input));
  }

  @Mutation(() => WithdrawSharingPayload, {
    description:
      'Ends an agreement at once, or takes a request back (撤回共享). For administrators of either unit; a request is taken back by the unit that asked.',
  })
  withdrawSharing(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawSharingInput, { description: 'Which agreement, and why (撤回说明).' })
    input: WithdrawSharingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#sharing.withdraw(context.viewer, input));
  }
}
