import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import { ListArguments } from '../../../graphql/types/connection.types.ts';
import type { DisclosureService } from './disclosure.service.ts';
import {
  DiscloseInput,
  DisclosePayload,
  DisclosureRecordConnection,
  DisclosureRecordFilter,
  DisclosureRecordOrder,
} from './disclosure.types.ts';

@Resolver()
export class DisclosureResolver {
  readonly #disclosures: DisclosureService;

  constructor(disclosures: DisclosureService) {
    this.#disclosures = disclosures;
  }

  @Query(() => DisclosureRecordConnection, {
    nullable: true,
    description: 'Who was shown in full what is masked (去标识查看记录): by your unit, and of data of your unit.',
  })
  @ListArguments({ filter: () => DisclosureRecordFilter, order: () => DisclosureRecordOrder })
  disclosures(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => DisclosePayload, {
    description:
      'Shows you in full, for a purpose and a short while, what is masked to you (去标识查看): a contact, or a beneficiary, who has to consent to the purpose unless the need is of your own unit (PIPL arts. 23, 29). It is recorded, and whoever it is about can read that.',
  })
  disclose(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DiscloseInput, { description: 'What, and what for (对象与用途).' }) input: DiscloseInput,
  ): Promise<unknown> {
    return answer(info, context, this.#disclosures.disclose(context.viewer, input));
  }
}
