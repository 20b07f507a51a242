import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  CorrectVisitInput,
  CorrectVisitPayload,
  RecordVisitInput,
  RecordVisitPayload,
  WithdrawVisitInput,
  WithdrawVisitPayload,
} from './visit-acts.types.ts';
import type { VisitService } from './visit.service.ts';
import { VisitConnection, VisitFilter, VisitOrder } from './visit.types.ts';

@Resolver()
export class VisitResolver {
  readonly #visits: VisitService;

  constructor(visits: VisitService) {
    this.#visits = visits;
  }

  @Query(() => VisitConnection, {
    nullable: true,
    description: 'Visits to households (走访记录列表): those of the unit you act for, and your own.',
  })
  @ListArguments({ filter: () => VisitFilter, order: () => VisitOrder })
  visits(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => RecordVisitPayload, {
    description:
      'Records a visit to a household (登记走访): by who is linked to it, in their own name, while they are; no hat is needed.',
  })
  recordVisit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RecordVisitInput, { description: 'The visit (走访).' }) input: RecordVisitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#visits.record(context.viewer, input));
  }

  @Mutation(() => CorrectVisitPayload, {
    description:
      'Says anew what a visit was (更正走访记录), within seven days of its record: for who recorded it. What was said before stays in `Visit.history`.',
  })
  correctVisit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CorrectVisitInput, { description: 'The visit (走访).' }) input: CorrectVisitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#visits.correct(context.viewer, input));
  }

  @Mutation(() => WithdrawVisitPayload, {
    description:
      'Takes back a visit that was none (撤回走访记录), within seven days of its record: for who recorded it. It stays readable, and counts no more.',
  })
  withdrawVisit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawVisitInput, { description: 'Which visit (哪次走访).' }) input: WithdrawVisitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#visits.withdraw(context.viewer, input));
  }
}
