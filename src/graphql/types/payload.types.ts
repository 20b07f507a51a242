/** What every payload of a mutation has beside the things it made or changed. */
import { Field, ObjectType } from 'type-graphql';
import { UserError } from '../errors/user-error.types.ts';

@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], { description: 'Why the act was refused (业务错误); empty when it was done.' })
  userErrors!: UserError[];

  @Field(() => Boolean, {
    description:
      'Whether this key was used before (是否为重放): the act was done then, nothing was done now, and the rows are as they stand.',
  })
  replayed!: boolean;
}
