import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import {
  AppointToBodyInput,
  AppointToBodyPayload,
  DisbandBodyInput,
  DisbandBodyPayload,
  EndSeatInput,
  EndSeatPayload,
  EstablishBodyInput,
  EstablishBodyPayload,
  ReviseBodyInput,
  ReviseBodyPayload,
} from './body-acts.types.ts';
import type { BodyService } from './body.service.ts';
import type { SeatService } from './seat.service.ts';

@Resolver()
export class BodyResolver {
  readonly #bodies: BodyService;
  readonly #seats: SeatService;

  constructor(bodies: BodyService, seats: SeatService) {
    this.#bodies = bodies;
    this.#seats = seats;
  }

  @Mutation(() => EstablishBodyPayload, {
    description: 'Establishes a governing body of an alliance (设立议事机构). For its coordinator.',
  })
  establishBody(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EstablishBodyInput, { description: 'The body (议事机构).' }) input: EstablishBodyInput,
  ): Promise<unknown> {
    return answer(info, context, this.#bodies.establish(context.viewer, input));
  }

  @Mutation(() => ReviseBodyPayload, {
    description:
      'Gives a governing body another name, kind or body above it (修改议事机构). For the coordinator of its alliance.',
  })
  reviseBody(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReviseBodyInput, { description: 'As it is to be (修改内容).' }) input: ReviseBodyInput,
  ): Promise<unknown> {
    return answer(info, context, this.#bodies.revise(context.viewer, input));
  }

  @Mutation(() => DisbandBodyPayload, {
    description:
      'Disbands a governing body, with a reason (撤销议事机构): its seats end today, and what is under it stands on. For the coordinator of its alliance.',
  })
  disbandBody(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DisbandBodyInput, { description: 'Which body, and why (撤销说明).' }) input: DisbandBodyInput,
  ): Promise<unknown> {
    return answer(info, context, this.#bodies.disband(context.viewer, input));
  }

  @Mutation(() => AppointToBodyPayload, {
    description:
      'Gives a member of the alliance a seat in a governing body, for a term (任命席位). It ends with the membership. For the coordinator of the alliance.',
  })
  appointToBody(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AppointToBodyInput, { description: 'The seat (席位).' }) input: AppointToBodyInput,
  ): Promise<unknown> {
    return answer(info, context, this.#seats.appoint(context.viewer, input));
  }

  @Mutation(() => EndSeatPayload, {
    description: 'Ends a seat before its term is over, with a reason (结束席位). For the coordinator of the alliance.',
  })
  endSeat(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndSeatInput, { description: 'Which seat, and why (结束说明).' }) input: EndSeatInput,
  ): Promise<unknown> {
    return answer(info, context, this.#seats.end(context.viewer, input));
  }
}
