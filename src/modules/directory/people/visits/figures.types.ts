import { Arg, Field, Int, ObjectType } from 'type-graphql';
import { LocalDate } from '../../../../graphql/types/scalars.ts';

const FEW = 'Null where they are fewer than five: a small number tells which.';

@ObjectType('HouseholdFigures', {
  description: 'Households of a unit in figures (联户走访统计): told to everybody, from five households on.',
})
export class HouseholdFigures {
  @Field(() => Int, { nullable: true, description: `How many are linked now (联户数), in households (户). ${FEW}` })
  linked!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many were visited in the month (走访户数), in households (户). ${FEW}`,
  })
  visited!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How often they were visited in the month (走访户次). Null where `visited` is.',
  })
  visits!: number | null;
}

/** Households of a unit, and visits of a month. */
export function HouseholdFiguresField(): (target: object, property: string) => void {
  return (target, property) => {
    Field(() => HouseholdFigures, {
      description: 'The households that it looks after in figures (联户走访统计), by calendar months.',
    })(target, property);
    Arg('month', () => LocalDate, {
      nullable: true,
      description: 'A day of the month (所在月份的任一日); this month unless said.',
    })(target, property, 0);
  };
}
