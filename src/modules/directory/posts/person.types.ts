import { Directive, Field, ObjectType } from 'type-graphql';
import { Node } from '../../../graphql/types/values.types.ts';

@ObjectType('Person', {
  implements: Node,
  description:
    'Somebody who holds a post, or held one (人员). Seen by themselves and by whoever acts for that unit, nobody else.',
})
@Directive('@key(fields: "id")')
export class Person extends Node {
  @Field(() => String, { description: 'Name (姓名), as the unit that invited first gave it.' })
  name!: string;
}
