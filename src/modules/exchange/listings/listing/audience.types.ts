import { Field, ObjectType } from 'type-graphql';
import { AllianceReference } from '../../references.types.ts';

@ObjectType('Audience', {
  description:
    'An alliance that something is shown to (面向的联盟). Of what is public everybody sees it; otherwise the unit sees all, others the one under their hat.',
})
export class Audience {
  @Field(() => AllianceReference, { nullable: true, description: 'The alliance (联盟).' })
  alliance!: AllianceReference | null;
}
