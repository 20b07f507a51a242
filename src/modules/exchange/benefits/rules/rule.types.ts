import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { BenefitKind as Kind } from '../../../../domain/exchange/benefit.ts';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime, Decimal, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Money, Node } from '../../../../graphql/types/values.types.ts';
import { PlaceReference, TermReference, UnitReference } from '../../references.types.ts';
import { EligibilityPart } from '../../eligibility/eligibility.types.ts';
import { StatisticsField, type BenefitStatistics } from './statistics.types.ts';

export const BenefitKind: Readonly<Record<Kind, Kind>> = {
  FREE: 'FREE',
  AMOUNT_OFF: 'AMOUNT_OFF',
  PERCENTAGE: 'PERCENTAGE',
};
registerEnumType(BenefitKind, {
  name: 'BenefitKind',
  description: 'What a benefit does to a price (优惠方式).',
  valuesConfig: {
    FREE: { description: 'Nothing is paid (免费).' },
    AMOUNT_OFF: { description: 'So many yuan are taken off (立减).' },
    PERCENTAGE: { description: 'So many per cent are taken off (按比例减免).' },
  },
});

export const QuotaWindow = { DAY: 'DAY', WEEK: 'WEEK', MONTH: 'MONTH', TOTAL: 'TOTAL' } as const;
registerEnumType(QuotaWindow, {
  name: 'QuotaWindow',
  description: 'Over what a quota is counted (限额周期), from midnight in Beijing.',
  valuesConfig: {
    DAY: { description: 'A day (每日).' },
    WEEK: { description: 'A week from Monday on (每周).' },
    MONTH: { description: 'A calendar month (每月).' },
    TOTAL: { description: 'All the time that the rule lasts (累计).' },
  },
});

const BenefitRuleState = { OPEN: 'OPEN', PAUSED: 'PAUSED', ENDED: 'ENDED' } as const;
registerEnumType(BenefitRuleState, {
  name: 'BenefitRuleState',
  description: 'State of a benefit rule (优惠规则状态).',
  valuesConfig: {
    OPEN: { description: 'Redeemed on the days of its version in force (执行中).' },
    PAUSED: { description: 'Not redeemed for now (已暂停).' },
    ENDED: { description: 'Never redeemed again (已终止).' },
  },
});

@ObjectType('BenefitQuota', { description: 'How often a benefit is given at most (优惠限额), in redemptions (人次).' })
class BenefitQuota {
  @Field(() => QuotaWindow, { description: 'Over what (周期).' })
  window!: keyof typeof QuotaWindow;

  @Field(() => Boolean, { description: 'Whether for each person (是否按人), or for all together.' })
  isPerPerson!: boolean;

  @Field(() => Int, { description: 'So often (限额), in redemptions (人次).' })
  most!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'How often still in the window that is now (余量), in redemptions (人次); null of what is for each person.',
  })
  remaining!: number | null;
}

@ObjectType('BenefitFunder', { description: 'Who pays a share of what is taken off (出资方).' })
class BenefitFunder {
  @Field(() => UnitReference, { nullable: true, description: 'The unit (单位).' })
  unit!: UnitReference | null;

  @Field(() => Decimal, { description: 'Its share of the cut (比例), in per cent; all together are 100.' })
  percent!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it agreed to pay (同意时间); null while it has not: until then the version is not in force.',
  })
  agreedAt!: string | null;
}

@ObjectType('BenefitRuleVersion', {
  description: 'What a benefit rule says from a day on (优惠规则版本). Never changed: another version follows it.',
})
class BenefitRuleVersion {
  @Field(() => Int, { description: 'Its number (版次), from 1.' })
  number!: number;

  @Field(() => LocalDate, { description: 'In force from that day on (生效日), or from when all who pay have agreed.' })
  from!: string;

  @Field(() => LocalDate, { nullable: true, description: 'Until that day, exclusive (失效日); null while open.' })
  until!: string | null;

  @Field(() => [EligibilityPart], { description: 'Whom it is for (适用条件).' })
  eligibility!: EligibilityPart[];

  @Field(() => [EligibilityPart], {
    description: 'Whom it is not for all the same (不适用条件), where that is known; may be empty.',
  })
  exclusion!: EligibilityPart[];

  @Field(() => BenefitKind, { description: 'What it does to the price (优惠方式).' })
  kind!: Kind;

  @Field(() => Decimal, {
    nullable: true,
    description: 'How much is taken off (优惠幅度): yuan of AMOUNT_OFF, per cent of PERCENTAGE; null of FREE.',
  })
  amount!: string | null;

  @Field(() => Money, { description: 'The least price that it applies to (适用最低价).' })
  leastPrice!: Money;

  @Field(() => Money, { description: 'The most that a price may be that it applies to (适用最高价).' })
  mostPrice!: Money;

  @Field(() => [BenefitQuota], {
    description: 'How often it is given at most (限额); empty where that is not limited.',
  })
  quotas!: BenefitQuota[];

  @Field(() => [BenefitFunder], { description: 'Who pays for it (出资方), in the order of the rule.' })
  funders!: BenefitFunder[];

  @Field(() => DateTime, { description: 'Published at (发布时间).' })
  publishedAt!: string;
}

@ObjectType('BenefitRule', {
  implements: Node,
  description:
    'A benefit rule (优惠规则) of a unit at one of its places: for whom what is taken off a price, how often, and who pays for it. Public.',
})
@Directive('@key(fields: "id")')
export class BenefitRule extends Node {
  @Field(() => UnitReference, { nullable: true, description: 'The unit whose rule it is (所属单位).' })
  unit!: UnitReference | null;

  @Field(() => PlaceReference, { nullable: true, description: 'The place where it is redeemed (适用阵地).' })
  place!: PlaceReference | null;

  @Field(() => String, { description: 'Name (名称), e.g. 老龄特惠.' })
  name!: string;

  @Field(() => TermReference, {
    nullable: true,
    description: 'What is given there (服务类别), a term of the scheme CATEGORY.',
  })
  service!: TermReference | null;

  @Field(() => BenefitRuleState, { description: 'Its state (状态).' })
  state!: keyof typeof BenefitRuleState;

  @Field(() => String, { nullable: true, description: 'Why it is paused or has ended (原因).' })
  reason!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of the version that is in force today (现行版次); null where none is.',
  })
  versionInForce!: number | null;

  @Field(() => [BenefitRuleVersion], {
    description: 'What it said, says and will say (历次版本), the first one first.',
  })
  versions!: BenefitRuleVersion[];

  @StatisticsField()
  statistics!: BenefitStatistics | null;

  @Field(() => DateTime, { description: 'Published at (发布时间).' })
  createdAt!: string;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: BenefitRuleConnection } = connectionOf(
  () => BenefitRule,
  'BenefitRule',
  'benefit rules (优惠规则)',
);

@InputType('BenefitRuleFilter', { description: 'Which benefit rules (优惠规则筛选).' })
export class BenefitRuleFilter {
  @Field(() => [BenefitRuleState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'At this place (阵地).' })
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this unit (单位).' })
  unitId?: string | null;
}

export const BenefitRuleOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(BenefitRuleOrder, {
  name: 'BenefitRuleOrder',
  description: 'Order of benefit rules by when they were published (优惠规则排序).',
  valuesConfig: TIME_ORDER,
});
