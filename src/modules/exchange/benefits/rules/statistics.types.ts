import { Arg, Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../../../graphql/types/values.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { UnitReference } from '../../references.types.ts';

@ObjectType('BenefitFunding', { description: 'What somebody pays for a benefit (出资额).' })
export class BenefitFunding {
  @Field(() => UnitReference, { nullable: true, description: 'The unit (单位).' })
  unit!: UnitReference | null;

  @Field(() => Money, { description: 'How much (金额).' })
  amount!: Money;
}

@ObjectType('BenefitStatistics', {
  description: 'A benefit rule in figures (优惠统计): what was redeemed on the days asked for, and not reversed.',
})
export class BenefitStatistics {
  @Field(() => Int, { description: 'How often it was redeemed (人次).' })
  redemptions!: number;

  @Field(() => Int, { description: 'By how many persons (人数), each counted once.' })
  persons!: number;

  @Field(() => Money, { description: 'All prices (原价合计).' })
  price!: Money;

  @Field(() => Money, { description: 'All that was taken off (优惠合计).' })
  cut!: Money;

  @Field(() => Money, { description: 'All that was paid by those who redeemed (实收合计).' })
  charge!: Money;

  @Field(() => [BenefitFunding], { description: 'What each who pays for it pays (各出资方金额), the most first.' })
  funding!: BenefitFunding[];
}

/** In figures, for the unit and for who pays. */
export function StatisticsField(): (target: object, property: string) => void {
  return (target, property) => {
    Field(() => BenefitStatistics, {
      nullable: true,
      description:
        'In figures (统计), by days in Beijing. For who acts for its unit; for one that has agreed to pay by a version, of what was redeemed by the versions that it pays for; null for others.',
    })(target, property);
    const days = [
      ['from', 'From that day on (起始日); from the first unless said.'],
      ['until', 'Until that day, exclusive (截止日，不含); to the last unless said.'],
    ] as const;
    days.forEach(([name, description], i) => {
      Arg(name, () => LocalDate, { nullable: true, description })(target, property, i);
    });
  };
}
