import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import { SetPersonInput, SetPersonPayload } from './person-acts.types.ts';
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
}
