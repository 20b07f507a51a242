import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Area } from '../../land/areas/area.types.ts';
import { Place } from '../../land/places/place.types.ts';
import { Person } from '../persons/person.types.ts';
import { Post } from '../posts/post.types.ts';
import { RelationState } from '../relations/relation.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';
import { PersonRelationType } from './person-relation-type.types.ts';

const RelationProposer = { PERSON: 'PERSON', UNIT: 'UNIT' } as const;
registerEnumType(RelationProposer, {
  name: 'RelationProposer',
  description: 'Which side proposed a relation of a person (提出方).',
  valuesConfig: {
    PERSON: { description: 'The person (本人).' },
    UNIT: { description: 'The unit that the person came to (接收单位).' },
  },
});

@ObjectType('PersonRelation', {
  implements: Node,
  description:
    'What a person is to a unit, an area or a place (人员关系): typed, dated, agreed by the person and by the unit. Seen by the person, by the unit they came to and, once agreed, by the one they come from; of a public type, by everybody while it holds. Who the person is, `person` says to those who may know.',
})
@Directive('@key(fields: "id")')
export class PersonRelation extends Node {
  @Field(() => PersonRelationType, { nullable: true, description: 'Its type (类型).' })
  type!: PersonRelationType | null;

  @Field(() => Person, {
    nullable: true,
    description:
      'The person (人员). For themselves, for the unit they came to, once they proposed or agreed, for the one they come from and, of a public type while it holds, for who coordinates the unit under the hat; null for others.',
  })
  person!: Person | null;

  @Field(() => Post, {
    nullable: true,
    description:
      'The post by which they are there (原单位职务): with it the relation is over. Null where they come as themselves.',
  })
  post!: Post | null;

  @Field(() => Unit, { nullable: true, description: 'The unit of that post, which they come from (原单位).' })
  homeUnit!: Unit | null;

  @Field(() => Unit, {
    nullable: true,
    description: 'The unit they came to (接收单位): the object itself, or the one that looks after it.',
  })
  hostUnit!: Unit | null;

  @Field(() => Unit, { nullable: true, description: 'To which unit (客体单位); null where it is to no unit.' })
  unit!: Unit | null;

  @Field(() => Area, { nullable: true, description: 'To which area (客体区划); null where it is to none.' })
  area!: Area | null;

  @Field(() => Place, { nullable: true, description: 'To which place (客体阵地); null where it is to none.' })
  place!: Place | null;

  @Field(() => RelationState, { description: 'Its state at the instant of the request (状态).' })
  state!: keyof typeof RelationState;

  @Field(() => RelationProposer, { description: 'Which side proposed it (提出方).' })
  proposedBy!: keyof typeof RelationProposer;

  @Field(() => String, { nullable: true, description: 'What it is for (说明). For those concerned; null for others.' })
  statement!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was declined or ended (原因). For those concerned; null for others.',
  })
  reason!: string | null;

  @Field(() => DateTime, { description: 'When it was proposed (提出时间).' })
  proposedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was last decided on (答复时间).' })
  decidedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'In force since (起始时间); of a proposal, since when it is to be: null for from its agreement on.',
  })
  since!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'In force until, exclusive (终止时间); null while open.' })
  until!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: PersonRelationConnection } = connectionOf(
  () => PersonRelation,
  'PersonRelation',
  'relations of persons (人员关系)',
);

@InputType('PersonRelationFilter', { description: 'Which relations of persons (人员关系筛选).' })
export class PersonRelationFilter {
  @Field(() => String, { nullable: true, description: 'Of the type with this code (类型代码).' })
  type?: string | null;

  @Field(() => [RelationState], { nullable: true, description: 'In one of these states now (状态).' })
  state?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'At this unit: to it, to what it looks after or runs (接收单位).' })
  hostUnitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of somebody who comes from this unit (原单位).' })
  homeUnitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'To this area (客体区划).' })
  areaId?: string | null;

  @Field(() => ID, { nullable: true, description: 'To this place (客体阵地).' })
  placeId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are your own (是否本人).' })
  isMine?: boolean | null;

  @Field(() => LocalDate, { nullable: true, description: 'In force when that day ended (截至某日).' })
  asOf?: string | null;
}

export const PersonRelationOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(PersonRelationOrder, {
  name: 'PersonRelationOrder',
  description: 'Order of relations of persons by when they were proposed (人员关系排序).',
  valuesConfig: TIME_ORDER,
});
