import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('File')
@Directive('@key(fields: "id", resolvable: false)')
export class FileReference {
  @Field(() => ID)
  id!: string;
}
