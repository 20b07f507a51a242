/** Types of other modules that records of this one point at. */
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Unit')
@Directive('@key(fields: "id", resolvable: false)')
export class UnitReference {
  @Field(() => ID)
  id!: string;
}

@ObjectType('Alliance')
@Directive('@key(fields: "id", resolvable: false)')
export class AllianceReference {
  @Field(() => ID)
  id!: string;
}
