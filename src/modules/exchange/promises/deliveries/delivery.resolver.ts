import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  ConfirmDeliveryInput,
  ConfirmDeliveryPayload,
  DisputeDeliveryInput,
  DisputeDeliveryPayload,
  RecordDeliveryInput,
  RecordDeliveryPayload,
  ReverseDeliveryInput,
  ReverseDeliveryPayload,
} from './delivery-acts.types.ts';
import type { DeliveryService } from './delivery.service.ts';
import { ExchangeEventConnection, ExchangeEventFilter, ExchangeEventOrder } from './delivery.types.ts';

@Resolver()
export class DeliveryResolver {
  readonly #deliveries: DeliveryService;

  constructor(deliveries: DeliveryService) {
    this.#deliveries = deliveries;
  }

  @Query(() => ExchangeEventConnection, {
    nullable: true,
    description: 'Deliveries of agreements that you are a party to or coordinate (履约记录列表).',
  })
  @ListArguments({ filter: () => ExchangeEventFilter, order: () => ExchangeEventOrder })
  deliveries(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => RecordDeliveryPayload, {
    description: 'Records a delivery for a commitment (登记履约). It counts once the other side confirms it.',
  })
  recordDelivery(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RecordDeliveryInput, { description: 'The delivery (履约).' }) input: RecordDeliveryInput,
  ): Promise<unknown> {
    return answer(info, context, this.#deliveries.record(context.viewer, input));
  }

  @Mutation(() => ConfirmDeliveryPayload, { description: 'Confirms a delivery the other side recorded (确认履约).' })
  confirmDelivery(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ConfirmDeliveryInput, { description: 'The confirmation (确认).' }) input: ConfirmDeliveryInput,
  ): Promise<unknown> {
    return answer(info, context, this.#deliveries.confirm(context.viewer, input));
  }

  @Mutation(() => DisputeDeliveryPayload, {
    description: 'Objects to a delivery the other side recorded, with a reason (提出异议). It does not count.',
  })
  disputeDelivery(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DisputeDeliveryInput, { description: 'The objection (异议).' }) input: DisputeDeliveryInput,
  ): Promise<unknown> {
    return answer(info, context, this.#deliveries.dispute(context.viewer, input));
  }

  @Mutation(() => ReverseDeliveryPayload, {
    description:
      'Takes a delivery back that counts (冲销履约): a record of its own, which the other side confirms or disputes. Once confirmed, what was counted is owed again, and a commitment and an agreement that were done are open again.',
  })
  reverseDelivery(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReverseDeliveryInput, { description: 'Which, and why (冲销).' }) input: ReverseDeliveryInput,
  ): Promise<unknown> {
    return answer(info, context, this.#deliveries.reverse(context.viewer, input));
  }
}
