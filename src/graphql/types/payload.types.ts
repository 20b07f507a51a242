/** What every payload of a mutation has beside the things it made or changed. */
import { Field, ObjectType } from 'type-graphql';
import { UserError } from '../errors/user-error.types.ts';

/** Declares the payload of a mutation: `ClaimNeedPayload` for `claimNeed`. `term` is what the mutation does, in Chinese. */
export function OutcomeOf(mutation: string, term: string): ClassDecorator {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`;
  return ObjectType(name, { description: `Outcome of \`${mutation}\` (${term}的结果).` });
}

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
