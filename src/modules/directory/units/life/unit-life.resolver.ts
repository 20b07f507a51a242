import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { DissolveService } from './dissolve.service.ts';
import type { ReclassifyService } from './reclassify.service.ts';
import {
  DissolveUnitInput,
  DissolveUnitPayload,
  ReclassifyUnitInput,
  ReclassifyUnitPayload,
} from './unit-life.types.ts';

@Resolver()
export class UnitLifeResolver {
  readonly #kinds: ReclassifyService;
  readonly #ends: DissolveService;

  constructor(kinds: ReclassifyService, ends: DissolveService) {
    this.#kinds = kinds;
    this.#ends = ends;
  }

  @Mutation(() => ReclassifyUnitPayload, {
    description:
      'Puts the kind of the unit you act for right (更正单位类型). For its administrators. What it was stays on record; classes that are not for the new kind end.',
  })
  reclassifyUnit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReclassifyUnitInput, { description: 'The kind, and why (类型与原因).' })
    input: ReclassifyUnitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#kinds.reclassify(context.viewer, input));
  }

  @Mutation(() => DissolveUnitPayload, {
    description:
      'Dissolves the unit you act for, for good (注销单位). For its administrators. Its memberships, posts, invitations, relations, classes and sharing agreements end with it, its places close, its listings are withdrawn and its contact is erased. Refused while it leads an alliance or a project, or has agreements to carry out.',
  })
  dissolveUnit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DissolveUnitInput, { description: 'The unit, and why (单位与原因).' })
    input: DissolveUnitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#ends.dissolve(context.viewer, input));
  }
}
