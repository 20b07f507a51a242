import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { TermReference, UnitReference } from '../../references.types.ts';

@ObjectType('ResourceCondition', {
  description: 'How a resource was seen to be (资源状况), for whoever sees the resource. Never changed.',
})
export class ResourceCondition {
  @Field(() => TermReference, {
    nullable: true,
    description: 'How it was (状况), a term of the scheme RESOURCE_CONDITION.',
  })
  term!: TermReference | null;

  @Field(() => String, { nullable: true, description: 'More about it (补充说明); null where nothing was said.' })
  note!: string | null;

  @Field(() => DateTime, { description: 'When it was seen to be so (查看时间).' })
  seenAt!: string;

  @Field(() => UnitReference, {
    nullable: true,
    description:
      'The unit that says so (认定单位): its own, or one that borrowed it. Who borrowed it is told to its own unit, to that one, and to the coordinators of the alliance in which it was lent; null to others.',
  })
  saidBy!: UnitReference | null;
}
