import { Directive, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../../graphql/types/connection.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';

const TermScheme = {
  CATEGORY: 'CATEGORY',
  PURPOSE: 'PURPOSE',
  PLACE_KIND: 'PLACE_KIND',
  ALLIANCE_KIND: 'ALLIANCE_KIND',
  BODY_KIND: 'BODY_KIND',
  AREA_STATISTIC: 'AREA_STATISTIC',
  UNIT_CLASS: 'UNIT_CLASS',
  PERSON_WORK: 'PERSON_WORK',
  PERSON_HEALTH: 'PERSON_HEALTH',
  VISIT_PURPOSE: 'VISIT_PURPOSE',
  VISIT_OUTCOME: 'VISIT_OUTCOME',
  RESOURCE_CONDITION: 'RESOURCE_CONDITION',
  OCCUPATION: 'OCCUPATION',
  HOUSEHOLD_FACT: 'HOUSEHOLD_FACT',
  DOCUMENT: 'DOCUMENT',
} as const;
registerEnumType(TermScheme, {
  name: 'TermScheme',
  description: 'Which vocabulary a term is of (词表).',
  valuesConfig: {
    CATEGORY: { description: 'Categories of supply and demand (供需类别).' },
    PURPOSE: { description: 'What data is used for (数据用途).' },
    PLACE_KIND: { description: 'Kinds of places (阵地类型).' },
    ALLIANCE_KIND: { description: 'Kinds of alliances (联盟类型).' },
    BODY_KIND: { description: 'Kinds of governing bodies (议事机构类型).' },
    AREA_STATISTIC: { description: 'What is counted of areas (区划统计指标).' },
    UNIT_CLASS: { description: 'Classes of units, of all `classificationSchemes` (单位分类类目).' },
    PERSON_WORK: { description: 'Kinds of work that persons say they do (职业类别).' },
    PERSON_HEALTH: { description: 'How persons say that they are (健康状况).' },
    VISIT_PURPOSE: { description: 'What households are visited for (走访目的).' },
    VISIT_OUTCOME: { description: 'What comes of visits (走访结果).' },
    RESOURCE_CONDITION: { description: 'How a resource is, as somebody saw it (资源状况).' },
    OCCUPATION: { description: 'Occupations that benefits are for (优惠职业).' },
    HOUSEHOLD_FACT: { description: 'What a household is (家庭情况), as benefits go by it.' },
    DOCUMENT: { description: 'Documents that people bring to a service (办事材料).' },
  },
});

@ObjectType('Term', {
  implements: Node,
  description: 'A term of a vocabulary (术语): a code for machines, labels for people. Public.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Term extends Node {
  @Field(() => TermScheme, { description: 'Its vocabulary (词表).' })
  scheme!: keyof typeof TermScheme;

  @Field(() => String, {
    description: 'Its code (代码), e.g. `space.hall` or `care.meals`; the part before the first point is its branch.',
  })
  code!: string;

  @Field(() => String, { description: 'Its label (名称), in the language of `Accept-Language`: zh-CN or en.' })
  label!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'From which day on nothing new is filed under it (停用日期); what is filed already stays. Null in use.',
  })
  until!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the word comes from (来源); null where it is ours.' })
  source!: string | null;
}

export const { Connection: TermConnection } = connectionOf(() => Term, 'Term', 'terms (术语)');

@InputType('TermFilter', { description: 'Which terms (术语筛选).' })
export class TermFilter {
  @Field(() => [TermScheme], { nullable: true, description: 'Of one of these vocabularies (词表).' })
  scheme?: string[] | null;

  @Field(() => String, { nullable: true, description: 'With exactly this code (代码).' })
  code?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'In use on that day (某日可用).' })
  asOf?: string | null;
}

export const TermOrder = { RANK: 'RANK' } as const;
registerEnumType(TermOrder, {
  name: 'TermOrder',
  description: 'Order of terms (术语排序): as the vocabulary ranks them.',
  valuesConfig: { RANK: { description: 'As the vocabulary lists them (按词表次序).' } },
});
