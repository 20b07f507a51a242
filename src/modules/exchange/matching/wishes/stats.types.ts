import { Arg, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../graphql/types/scalars.ts';

const CountingBasis = { ITEM: 'ITEM', PERSON_TIME: 'PERSON_TIME', PERSON: 'PERSON' } as const;
registerEnumType(CountingBasis, {
  name: 'CountingBasis',
  description: 'What a count counts (统计口径). Counts on different bases are never added.',
  valuesConfig: {
    ITEM: { description: 'Things, each once (件次).' },
    PERSON_TIME: { description: 'Times that persons did it; who did it twice counts twice (人次).' },
    PERSON: { description: 'Persons, each once (人).' },
  },
});

@ObjectType('Tally', { description: 'A count and what it counts (计数与口径).' })
export class Tally {
  @Field(() => Int, { description: 'How many (数量).' })
  count!: number;

  @Field(() => CountingBasis, { description: 'What is counted (统计口径): counts on different bases are never added.' })
  basis!: keyof typeof CountingBasis;
}

@ObjectType('NeedStats', {
  description:
    'What became of the micro-wishes of an alliance (微心愿统计), in figures that name nobody: told to everybody where none is from one to four.',
})
class NeedStats {
  @Field(() => Tally, { description: 'Wishes that were done (完成件次), by when that was confirmed.' })
  completedItems!: Tally;

  @Field(() => Tally, { description: 'Claims that stand or were done (认领人次), by when they were made.' })
  claimPersonTimes!: Tally;

  @Field(() => Tally, { description: 'Persons who made them, each once (认领人数).' })
  claimantsUnique!: Tally;
}

/** The question of what became of wishes, with its arguments. */
export function NeedStatsField(): (target: object, property: string) => void {
  return (target, property) => {
    Field(() => NeedStats, {
      nullable: true,
      description:
        'What became of its micro-wishes (微心愿统计), in all or within a time. The three counts have bases of their own and are never added. Without a hat of the alliance null where one of them is from one to four: a small number tells who.',
    })(target, property);
    const from = { nullable: true, description: 'From this instant on (起).' };
    Arg('from', () => DateTime, from)(target, property, 0);
    const to = { nullable: true, description: 'Before this instant (止).' };
    Arg('to', () => DateTime, to)(target, property, 1);
  };
}
