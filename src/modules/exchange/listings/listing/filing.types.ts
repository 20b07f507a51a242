/** What a listing is filed under: types of another module, by id. */
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Track')
@Directive('@key(fields: "id", resolvable: false)')
export class TrackReference {
  @Field(() => ID)
  id!: string;
}

@ObjectType('Programme')
@Directive('@key(fields: "id", resolvable: false)')
export class ProgrammeReference {
  @Field(() => ID)
  id!: string;
}
