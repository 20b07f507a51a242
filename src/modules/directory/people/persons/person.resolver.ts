import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ErasePersonInput, ErasePersonPayload, SetPersonInput, SetPersonPayload } from './person-acts.types.ts';
import type { PersonService } from './person.service.ts';

@Resolver()
export class PersonResolver {
  readonly #persons: PersonService;

  constructor(persons: PersonService) {
    this.#persons = persons;
  }

  @Mutation(() => SetPersonPayload, {
    description:
      'Says who you are, or corrects it (登记、更正本人姓名, 个人信息保护法 art. 46). For whoever is signed in, also where nobody knows them here yet; no hat is needed.',
  })
  setPerson(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetPersonInput, { description: 'Your name (姓名).' }) input: SetPersonInput,
  ): Promise<unknown> {
    return answer(info, context, this.#persons.set(context.viewer, input));
  }

  @Mutation(() => ErasePersonPayload, {
    description:
      'Has what is known of you erased (删除本人信息, 个人信息保护法 art. 47): your name, also from the record, what you are or were to units, areas and places, and your consents. That somebody did what you did stays. For whoever holds no post any more.',
  })
  erasePerson(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ErasePersonInput, { description: 'That it is to be done (删除申请).' }) input: ErasePersonInput,
  ): Promise<unknown> {
    return answer(info, context, this.#persons.erase(context.viewer, input));
  }
}
