import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { RuleService } from './rule.service.ts';
import { SetBookingRuleInput, SetBookingRulePayload } from './rule.types.ts';

@Resolver()
export class RuleResolver {
  readonly #rules: RuleService;

  constructor(rules: RuleService) {
    this.#rules = rules;
  }

  @Mutation(() => SetBookingRulePayload, {
    description: 'Tells by which rule a resource of the unit you act for is booked (设置预约规则).',
  })
  setBookingRule(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetBookingRuleInput, { description: 'The rule (预约规则).' }) input: SetBookingRuleInput,
  ): Promise<unknown> {
    return answer(info, context, this.#rules.set(context.viewer, input));
  }
}
