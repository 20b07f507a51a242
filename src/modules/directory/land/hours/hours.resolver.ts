import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import {
  AddExceptionalDaysInput,
  AddExceptionalDaysPayload,
  RemoveExceptionalDaysInput,
  RemoveExceptionalDaysPayload,
  SetOpeningHoursInput,
  SetOpeningHoursPayload,
} from './hours-acts.types.ts';
import type { HoursService } from './hours.service.ts';

@Resolver()
export class HoursResolver {
  readonly #hours: HoursService;

  constructor(hours: HoursService) {
    this.#hours = hours;
  }

  @Mutation(() => SetOpeningHoursPayload, {
    description: 'Tells anew by which rules a place of the unit you act for is open (设置开放时间).',
  })
  setOpeningHours(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetOpeningHoursInput, { description: 'The rules (开放规则).' }) input: SetOpeningHoursInput,
  ): Promise<unknown> {
    return answer(info, context, this.#hours.set(context.viewer, input));
  }

  @Mutation(() => AddExceptionalDaysPayload, {
    description:
      'Tells days on which a place of the unit you act for is closed or has other hours (发布临时闭馆或调整).',
  })
  addExceptionalDays(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AddExceptionalDaysInput, { description: 'Which days, and why (日期与原因).' })
    input: AddExceptionalDaysInput,
  ): Promise<unknown> {
    return answer(info, context, this.#hours.addExceptional(context.viewer, input));
  }

  @Mutation(() => RemoveExceptionalDaysPayload, {
    description: 'Takes exceptional days of a place of the unit you act for back (撤销临时闭馆或调整).',
  })
  removeExceptionalDays(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RemoveExceptionalDaysInput, { description: 'Which (日期).' }) input: RemoveExceptionalDaysInput,
  ): Promise<unknown> {
    return answer(info, context, this.#hours.removeExceptional(context.viewer, input));
  }
}
