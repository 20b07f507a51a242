import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../../../../graphql/types/values.types.ts';
import { PersonAttribute } from './attribute.types.ts';

@ObjectType('Person', {
  implements: Node,
  description:
    'Somebody who holds a post or held one, or is something to a unit by a relation (人员). Seen by themselves and by whoever acts for such a unit; of who holds an office that everybody is told of, by who coordinates its unit under the hat; by nobody else.',
})
@Directive('@key(fields: "id")')
export class Person extends Node {
  @Field(() => String, {
    description: 'Name (姓名), as the unit that invited first gave it, or as they said themselves.',
  })
  name!: string;

  @Field(() => [PersonAttribute], {
    description: 'What they say of themselves (个人属性): for themselves alone, empty for everybody else.',
  })
  attributes!: PersonAttribute[];

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}
