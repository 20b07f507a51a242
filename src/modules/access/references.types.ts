/** Types of other modules that records of this one point at. */
import { GLOBAL_ID } from '../../graphql/types/values.types.ts';
import { Directive, Field, ID, InterfaceType, ObjectType } from 'type-graphql';

@InterfaceType('Party', {
  description: 'Whoever takes part and can be held to it (主体): a unit, or a third-party app.',
})
export abstract class Party {
  @Field(() => ID, { description: GLOBAL_ID })
  id!: string;
}

@ObjectType('Unit', { implements: Party })
@Directive('@key(fields: "id", resolvable: false)')
export class UnitReference extends Party {}

@ObjectType('Person')
@Directive('@key(fields: "id", resolvable: false)')
export class PersonReference {
  @Field(() => ID)
  id!: string;
}

@ObjectType('Alliance')
@Directive('@key(fields: "id", resolvable: false)')
export class AllianceReference {
  @Field(() => ID)
  id!: string;
}
