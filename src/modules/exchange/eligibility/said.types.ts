import { Field, ID, InputType } from 'type-graphql';
import { CodesField } from '../../../graphql/types/inputs.types.ts';

@InputType('SaidOfOneselfInput', {
  description: 'What somebody says at the counter (本人陈述): counts only where a rule takes no proof. It is not kept.',
})
export class SaidOfOneselfInput {
  @CodesField('Their occupations (职业), of the scheme OCCUPATION.', 5)
  occupation?: string[] | null;

  @CodesField('What their household is (家庭情况), of the scheme HOUSEHOLD_FACT.', 10)
  household?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The area that they live in (居住地).' })
  homeAreaId?: string | null;
}
