import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import type { DrawUpService } from './draw-up.service.ts';
import {
  ConfirmSettlementInput,
  ConfirmSettlementPayload,
  DrawUpSettlementInput,
  DrawUpSettlementPayload,
  RejectSettlementInput,
  RejectSettlementPayload,
} from './settlement-acts.types.ts';
import type { SettlementService } from './settlement.service.ts';
import { Settlement } from './settlement.types.ts';

@Resolver()
export class SettlementResolver {
  readonly #sheets: DrawUpService;
  readonly #settlements: SettlementService;

  constructor(sheets: DrawUpService, settlements: SettlementService) {
    this.#sheets = sheets;
    this.#settlements = settlements;
  }

  @Query(() => Settlement, {
    nullable: true,
    description: 'One settlement sheet by its id (结算单). Null when there is none or you may not see it.',
  })
  settlement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The settlement sheet (结算单标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => DrawUpSettlementPayload, {
    description:
      'Draws up a settlement sheet of an agreement for a period (出具结算单), by one of its parties or a coordinator of its alliance. All parties then confirm it.',
  })
  drawUpSettlement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DrawUpSettlementInput, { description: 'Of which agreement, and for which days (协议及期间).' })
    input: DrawUpSettlementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#sheets.drawUp(context.viewer, input));
  }

  @Mutation(() => ConfirmSettlementPayload, {
    description:
      'Confirms a settlement sheet for the unit you act for (确认结算单). With the last party it is confirmed for good, and other sheets of the agreement that wait are overtaken.',
  })
  confirmSettlement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ConfirmSettlementInput, { description: 'Which sheet, as it was read (结算单及所见哈希).' })
    input: ConfirmSettlementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#settlements.confirm(context.viewer, input));
  }

  @Mutation(() => RejectSettlementPayload, {
    description:
      'Rejects a settlement sheet, with a reason (驳回结算单). Another one may be drawn up that names it as the one it replaces.',
  })
  rejectSettlement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RejectSettlementInput, { description: 'Which sheet, and why (结算单及原因).' })
    input: RejectSettlementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#settlements.reject(context.viewer, input));
  }
}
