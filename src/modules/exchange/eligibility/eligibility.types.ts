/** Conditions (适用条件), as they are written and as they are read. */
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ConditionKind } from '../../../domain/exchange/eligibility.ts';
import { CodesField, IdField, NestedField, NestedListField } from '../../../graphql/types/inputs.types.ts';
import { AllianceReference, AreaReference } from '../references.types.ts';

const ConditionKindEnum: Readonly<Record<ConditionKind, ConditionKind>> = {
  ALL: 'ALL',
  ANY: 'ANY',
  NONE: 'NONE',
  AGE: 'AGE',
  OCCUPATION: 'OCCUPATION',
  HOUSEHOLD: 'HOUSEHOLD',
  HEALTH: 'HEALTH',
  RELATION: 'RELATION',
  MEMBERSHIP: 'MEMBERSHIP',
  HOME_AREA: 'HOME_AREA',
};
registerEnumType(ConditionKindEnum, {
  name: 'ConditionKind',
  description: 'What a part of a condition asks (条件类别).',
  valuesConfig: {
    ALL: { description: 'Every part of it holds (全部满足).' },
    ANY: { description: 'At least one part of it holds (任一满足).' },
    NONE: { description: 'No part of it holds (均不满足).' },
    AGE: { description: 'Full years by the day in China (周岁).' },
    OCCUPATION: { description: 'One of these occupations (职业), of the scheme OCCUPATION.' },
    HOUSEHOLD: { description: 'One of these of the household (家庭情况), of the scheme HOUSEHOLD_FACT.' },
    HEALTH: {
      description: 'One of these states of health (健康状况), of the scheme PERSON_HEALTH, proven: sensitive by law.',
    },
    RELATION: { description: 'One of these types of relations of persons, proven (人员关系).' },
    MEMBERSHIP: { description: 'Works for a member unit of the alliance (成员单位人员).' },
    HOME_AREA: { description: 'Lives in the area, or in one that lies in it (居住地).' },
  },
});

export const Verdict = { YES: 'YES', NO: 'NO', UNKNOWN: 'UNKNOWN' } as const;
registerEnumType(Verdict, {
  name: 'EligibilityVerdict',
  description: 'Whether somebody is eligible (是否符合条件).',
  valuesConfig: {
    YES: { description: 'Eligible (符合).' },
    NO: { description: 'Not eligible (不符合).' },
    UNKNOWN: { description: 'Not known, for want of a proof (无法确认).' },
  },
});

@ObjectType('EligibilityPart', {
  description:
    'A part of a condition (条件项). A condition is a list of parts, from its whole inwards: a group stands before what is in it.',
})
export class EligibilityPart {
  @Field(() => Int, { description: 'Its number (序号) in the condition, from 1: the whole.' })
  number!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of the group that it is in (所属组); null of the whole.',
  })
  within!: number | null;

  @Field(() => ConditionKindEnum, { description: 'What it asks (类别).' })
  kind!: ConditionKind;

  @Field(() => Int, { nullable: true, description: 'From that many full years on (起始周岁); of AGE.' })
  from!: number | null;

  @Field(() => Int, { nullable: true, description: 'Below that many full years (未满周岁); of AGE.' })
  below!: number | null;

  @Field(() => [String], { description: 'Any of these codes (代码); empty where it asks for none.' })
  codes!: string[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it takes a proof (是否须有证明), or what somebody says will do; null where that is no question.',
  })
  needsProof!: boolean | null;

  @Field(() => AllianceReference, { nullable: true, description: 'The alliance (联盟); of MEMBERSHIP.' })
  alliance!: AllianceReference | null;

  @Field(() => AreaReference, { nullable: true, description: 'The area (区划); of HOME_AREA.' })
  area!: AreaReference | null;
}

@InputType('AgeConditionInput', { description: 'Full years by the day in China (周岁条件): at least one bound.' })
class AgeConditionInput {
  @Field(() => Int, { nullable: true, description: 'From that many full years on (年满), 0 to 150.' })
  from?: number | null;

  @Field(() => Int, { nullable: true, description: 'Below that many full years (未满), 0 to 150.' })
  below?: number | null;
}

@InputType('CodesConditionInput', { description: 'One of these codes (代码条件), 1 to 20.' })
class CodesConditionInput {
  @CodesField('The codes (代码).', 20)
  codes!: string[];

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether it takes a proof (是否须有证明): it does unless said.',
  })
  needsProof!: boolean;
}

@InputType('MembershipConditionInput', { description: 'Works for a member unit (成员单位人员条件).' })
class MembershipConditionInput {
  @IdField('Of this alliance (联盟).')
  allianceId!: string;
}

@InputType('HomeAreaConditionInput', { description: 'Lives somewhere (居住地条件).' })
class HomeAreaConditionInput {
  @Field(() => ID, { description: 'In this area, or in one that lies in it (区划).' })
  areaId!: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether it takes a proof (是否须有证明): it does unless said.',
  })
  needsProof!: boolean;
}

@InputType('EligibilityInput', {
  description:
    'A condition (适用条件): exactly one of its fields. At most 40 parts, nested at most 5 deep. What is not known of somebody is neither met nor missed: of ALL, ANY and NONE that counts as it should.',
})
export class EligibilityInput {
  @NestedListField(() => EligibilityInput, 'All of these hold (全部满足).', { max: 20, optional: true })
  all?: EligibilityInput[] | null;

  @NestedListField(() => EligibilityInput, 'At least one of these holds (任一满足).', { max: 20, optional: true })
  any?: EligibilityInput[] | null;

  @NestedListField(() => EligibilityInput, 'None of these holds (均不满足).', { max: 20, optional: true })
  none?: EligibilityInput[] | null;

  @NestedField(() => AgeConditionInput, 'Age (年龄).', { optional: true })
  age?: AgeConditionInput | null;

  @NestedField(() => CodesConditionInput, 'Occupation (职业): terms of the scheme OCCUPATION.', { optional: true })
  occupation?: CodesConditionInput | null;

  @NestedField(() => CodesConditionInput, 'Household (家庭情况): terms of the scheme HOUSEHOLD_FACT.', {
    optional: true,
  })
  household?: CodesConditionInput | null;

  @NestedField(() => CodesConditionInput, 'Health (健康状况): terms of the scheme PERSON_HEALTH, always proven.', {
    optional: true,
  })
  health?: CodesConditionInput | null;

  @NestedField(() => CodesConditionInput, 'Relation (人员关系): codes of `personRelationTypes`, always proven.', {
    optional: true,
  })
  relation?: CodesConditionInput | null;

  @NestedField(() => MembershipConditionInput, 'Membership (成员单位人员).', { optional: true })
  membership?: MembershipConditionInput | null;

  @NestedField(() => HomeAreaConditionInput, 'Where they live (居住地).', { optional: true })
  homeArea?: HomeAreaConditionInput | null;
}
