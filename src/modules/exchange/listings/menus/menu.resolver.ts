import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { SetOfferMenuPayload } from './menu-acts.types.ts';
import type { MenuService } from './menu.service.ts';
import { SetOfferMenuInput } from './menu.types.ts';

@Resolver()
export class MenuResolver {
  readonly #menus: MenuService;

  constructor(menus: MenuService) {
    this.#menus = menus;
  }

  @Mutation(() => SetOfferMenuPayload, {
    description: 'Says what can be ordered of an offer of your unit (设置菜单), as a whole: another edition each time.',
  })
  setOfferMenu(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetOfferMenuInput, { description: 'The menu (菜单).' }) input: SetOfferMenuInput,
  ): Promise<unknown> {
    return answer(info, context, this.#menus.set(context.viewer, input));
  }
}
