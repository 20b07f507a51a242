import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import {
  AddUnitIdentifierInput,
  AddUnitIdentifierPayload,
  OverrideUnitIdentifierInput,
  OverrideUnitIdentifierPayload,
  RemoveUnitIdentifierInput,
  RemoveUnitIdentifierPayload,
  VerifyUnitIdentifierInput,
  VerifyUnitIdentifierPayload,
} from './identifier-acts.types.ts';
import type { IdentifierService } from './identifier.service.ts';

@Resolver()
export class IdentifierResolver {
  readonly #identifiers: IdentifierService;

  constructor(identifiers: IdentifierService) {
    this.#identifiers = identifiers;
  }

  @Mutation(() => AddUnitIdentifierPayload, {
    description:
      'Adds a number by which others know the unit you act for (登记单位标识). For its administrators; a number in force belongs to one unit.',
  })
  addUnitIdentifier(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AddUnitIdentifierInput, { description: 'The number (号码).' }) input: AddUnitIdentifierInput,
  ): Promise<unknown> {
    return answer(info, context, this.#identifiers.add(context.viewer, input));
  }

  @Mutation(() => OverrideUnitIdentifierPayload, {
    description:
      'Lets a 统一社会信用代码 stand whose check character is wrong (凭理由放行). For the coordinator of an alliance of the unit, never for the unit itself.',
  })
  overrideUnitIdentifier(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => OverrideUnitIdentifierInput, { description: 'The code, and why (代码与理由).' })
    input: OverrideUnitIdentifierInput,
  ): Promise<unknown> {
    return answer(info, context, this.#identifiers.override(context.viewer, input));
  }

  @Mutation(() => VerifyUnitIdentifierPayload, {
    description:
      'Says that a number was compared with the certificate (核验单位标识). For the coordinator of an alliance of the unit, never for the unit itself.',
  })
  verifyUnitIdentifier(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => VerifyUnitIdentifierInput, { description: 'Which (哪项标识).' })
    input: VerifyUnitIdentifierInput,
  ): Promise<unknown> {
    return answer(info, context, this.#identifiers.verify(context.viewer, input));
  }

  @Mutation(() => RemoveUnitIdentifierPayload, {
    description:
      'Removes a number of the unit you act for (移除单位标识). For its administrators. The code of a sole trader is erased with it.',
  })
  removeUnitIdentifier(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RemoveUnitIdentifierInput, { description: 'Which, and why (标识与理由).' })
    input: RemoveUnitIdentifierInput,
  ): Promise<unknown> {
    return answer(info, context, this.#identifiers.remove(context.viewer, input));
  }
}
