/** The refusal to write down a unit that may be there already, and what it carries. */
import { Directive, Field, ID, ObjectType, registerEnumType, type ClassType } from 'type-graphql';
import { UserError } from './user-error.types.ts';

export const Likeness = { SAME_NAME: 'SAME_NAME', CLOSE_NAME: 'CLOSE_NAME' } as const;
registerEnumType(Likeness, {
  name: 'Likeness',
  description: 'How alike the names of two units are (相似程度).',
  valuesConfig: {
    SAME_NAME: { description: 'One of its names is the same (同名).' },
    CLOSE_NAME: { description: 'The same but for punctuation, 省市县区 or the legal form (名称相近).' },
  },
});

@ObjectType('DuplicateCandidate', { description: 'A unit that may be the one you mean (疑似重复单位).' })
@Directive('@shareable')
class DuplicateCandidate {
  @Field(() => ID, { description: 'The unit (单位标识).' })
  unitId!: string;

  @Field(() => String, { description: 'Its full name (全称).' })
  name!: string;

  @Field(() => Likeness, { description: 'How alike the names are (相似程度).' })
  likeness!: keyof typeof Likeness;
}

@ObjectType('DuplicateCandidatesError', {
  implements: UserError,
  description:
    'There are units that may be the same one (疑似重复): compare them, and if yours is another, send their ids in `evenThoughUnitIds`.',
})
@Directive('@shareable')
class DuplicateCandidatesError extends UserError {
  @Field(() => [DuplicateCandidate], { description: 'The units (疑似重复单位), at most 20.' })
  candidates!: DuplicateCandidate[];
}

export const likenessErrorTypes: readonly ClassType[] = [DuplicateCandidatesError];
