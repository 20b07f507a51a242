import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { DrawService } from './draw.service.ts';
import {
  ChangeEnrolmentPlacesInput,
  ChangeEnrolmentPlacesPayload,
  DrawEnrolmentInput,
  DrawEnrolmentPayload,
  EndEnrolmentInput,
  EndEnrolmentPayload,
  OpenEnrolmentInput,
  OpenEnrolmentPayload,
} from './enrolment-acts.types.ts';
import type { EnrolmentService } from './enrolment.service.ts';
import { Enrolment, EnrolmentConnection, EnrolmentFilter, EnrolmentOrder } from './enrolment.types.ts';

@Resolver()
export class EnrolmentResolver {
  readonly #enrolments: EnrolmentService;
  readonly #draws: DrawService;

  constructor(enrolments: EnrolmentService, draws: DrawService) {
    this.#enrolments = enrolments;
    this.#draws = draws;
  }

  @Query(() => Enrolment, {
    nullable: true,
    description: 'One enrolment by its id (招生). Null when there is none or you may not see it.',
  })
  enrolment(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The enrolment (招生标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => EnrolmentConnection, { nullable: true, description: 'Enrolments you may see (招生列表).' })
  @ListArguments({ filter: () => EnrolmentFilter, order: () => EnrolmentOrder })
  enrolments(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => OpenEnrolmentPayload, {
    description:
      'Opens places of an offer of your unit for persons to apply for (开放招生). They are taken out of what is left of the offer; of a draw the secret is committed to now.',
  })
  openEnrolment(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => OpenEnrolmentInput, { description: 'How many places, for whom, and how (招生).' })
    input: OpenEnrolmentInput,
  ): Promise<unknown> {
    return answer(info, context, this.#enrolments.open(context.viewer, input));
  }

  @Mutation(() => DrawEnrolmentPayload, {
    description:
      'Draws lots among all who applied (摇号), once, after applications closed: the first are offered places, the others wait in turn. Where no more applied than there are places, everybody is offered one.',
  })
  drawEnrolment(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DrawEnrolmentInput, {
      description: 'Which enrolment, and the public number (招生及公开随机数).',
    })
    input: DrawEnrolmentInput,
  ): Promise<unknown> {
    return answer(info, context, this.#draws.draw(context.viewer, input));
  }

  @Mutation(() => ChangeEnrolmentPlacesPayload, {
    description:
      'Makes places more or fewer (调整名额): of the offer more are taken or given back; who is next is offered what is free.',
  })
  changeEnrolmentPlaces(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ChangeEnrolmentPlacesInput, { description: 'Which enrolment, and how many (招生及名额).' })
    input: ChangeEnrolmentPlacesInput,
  ): Promise<unknown> {
    return answer(info, context, this.#enrolments.changePlaces(context.viewer, input));
  }

  @Mutation(() => EndEnrolmentPayload, {
    description:
      'Ends an enrolment (结束招生): who is in it has left, who waits waits no longer, its places are the offer’s again, and what is known of who applied is deleted.',
  })
  endEnrolment(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndEnrolmentInput, { description: 'Which enrolment, and why (招生及原因).' })
    input: EndEnrolmentInput,
  ): Promise<unknown> {
    return answer(info, context, this.#enrolments.end(context.viewer, input));
  }
}
