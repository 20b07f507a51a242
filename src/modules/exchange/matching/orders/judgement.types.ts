import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { EligibilityPart } from '../../eligibility/eligibility.types.ts';
import { BroughtDocument } from '../../listings/requirements/requirement.types.ts';
import { PostReference } from '../../references.types.ts';

@ObjectType('OrderJudgement', {
  description:
    'That the resident for whom an offer was ordered fits what it asks (适用判定), as the unit that ordered judged by what it knows. Whom it is for stands in no record that is read.',
})
export class OrderJudgement {
  @Field(() => Int, { description: 'By which writing of what the offer asks (所依条件版次).' })
  edition!: number;

  @Field(() => [EligibilityPart], { description: 'Whom the offer was for then (适用条件).' })
  eligibility!: EligibilityPart[];

  @Field(() => [BroughtDocument], { description: 'What they were told to bring (办事材料).' })
  documents!: BroughtDocument[];

  @Field(() => DateTime, { description: 'Judged at (判定时间).' })
  judgedAt!: string;

  @Field(() => PostReference, { nullable: true, description: 'The post of who judged (经办职务).' })
  judgedBy!: PostReference | null;
}
