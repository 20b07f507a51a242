import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { AttributeService } from './attribute.service.ts';
import { SetPersonAttributeInput, SetPersonAttributePayload } from './attribute-acts.types.ts';

@Resolver()
export class AttributeResolver {
  readonly #attributes: AttributeService;

  constructor(attributes: AttributeService) {
    this.#attributes = attributes;
  }

  @Mutation(() => SetPersonAttributePayload, {
    description:
      'Says something of yourself, corrects it or takes it back (填报、更正或撤回本人属性). For whoever is signed in and said their name; no hat is needed. Nobody but you reads it, and no unit counts by it unless you consent (`consentToUse`).',
  })
  setPersonAttribute(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetPersonAttributeInput, { description: 'What you say of yourself (本人属性).' })
    input: SetPersonAttributeInput,
  ): Promise<unknown> {
    return answer(info, context, this.#attributes.set(context.viewer, input));
  }
}
