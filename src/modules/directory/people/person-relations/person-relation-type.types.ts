import { Arg, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../../graphql/types/connection.types.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Cardinality } from '../relations/relation.types.ts';

const PersonRelationObjectKind = { UNIT: 'UNIT', AREA: 'AREA', PLACE: 'PLACE' } as const;
registerEnumType(PersonRelationObjectKind, {
  name: 'PersonRelationObjectKind',
  description: 'What relations of persons of a type are to (客体类别).',
  valuesConfig: {
    UNIT: { description: 'A unit (单位).' },
    AREA: { description: 'An area (区划), e.g. a grid.' },
    PLACE: { description: 'A place (阵地).' },
  },
});

/** How many persons a type has, at one unit or in all. */
function PersonsField(): (target: object, property: string) => void {
  return (target, property) => {
    Field(() => Int, {
      nullable: true,
      description:
        'How many persons are in such a relation now (人数), at that unit or in all. Null where they are fewer than five: a small number tells who.',
    })(target, property);
    Arg('unitId', () => ID, {
      nullable: true,
      description: 'At this unit, the areas it looks after and the places it runs (所在单位).',
    })(target, property, 0);
  };
}

@ObjectType('PersonRelationType', {
  implements: Node,
  description:
    'A type of relations of persons (人员关系类型): its names from either side, and its rules. Public, and so are its counts.',
})
@Directive('@key(fields: "id")')
export class PersonRelationType extends Node {
  @Field(() => String, { description: 'Its code (代码), e.g. `grid-head` or `reporting-in`.' })
  code!: string;

  @Field(() => String, {
    description:
      'What the person is to the other (正向名称), e.g. 网格长, in the language of `Accept-Language`: zh-CN or en.',
  })
  label!: string;

  @Field(() => String, { description: 'What the other has in the person (反向名称), e.g. 报到人员.' })
  inverseLabel!: string;

  @Field(() => PersonRelationObjectKind, { description: 'What it is to (客体类别).' })
  objectKind!: keyof typeof PersonRelationObjectKind;

  @Field(() => Cardinality, { description: 'How many there are at a time (基数), persons first.' })
  cardinality!: keyof typeof Cardinality;

  @Field(() => Boolean, {
    description:
      'Whether everybody is told of it while it holds, without the person, as of posts (是否公开); else those concerned alone are.',
  })
  isPublic!: boolean;

  @Field(() => Boolean, {
    description: 'Whether it takes a post in another unit (是否须有原单位职务), as 在职报到 does.',
  })
  takesPost!: boolean;

  @Field(() => Boolean, { description: 'Whether it is for a term alone (是否须有期限), as 挂职锻炼 is.' })
  takesTerm!: boolean;

  @PersonsField()
  persons!: number | null;
}

export const { Connection: PersonRelationTypeConnection } = connectionOf(
  () => PersonRelationType,
  'PersonRelationType',
  'types of relations of persons (人员关系类型)',
);

@InputType('PersonRelationTypeFilter', { description: 'Which types of relations of persons (人员关系类型筛选).' })
export class PersonRelationTypeFilter {
  @Field(() => String, { nullable: true, description: 'With exactly this code (代码).' })
  code?: string | null;
}

export const PersonRelationTypeOrder = { RANK: 'RANK' } as const;
registerEnumType(PersonRelationTypeOrder, {
  name: 'PersonRelationTypeOrder',
  description: 'Order of the types of relations of persons (人员关系类型排序).',
  valuesConfig: { RANK: { description: 'As they are ranked (按既定次序).' } },
});
