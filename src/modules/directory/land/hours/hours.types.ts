import { Field, ObjectType } from 'type-graphql';
import { OnHolidays, OnMakeUpDays, OpeningWindow } from '../../../../graphql/types/hours.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';

@ObjectType('OpeningHours', { description: 'The rules by which a place is open (开放时间), as its unit told them.' })
export class OpeningHours {
  @Field(() => [OpeningWindow], { description: 'The times (开放时段); where several meet they are one.' })
  windows!: OpeningWindow[];

  @Field(() => OnHolidays, { description: 'On statutory holidays (节假日安排).' })
  onHolidays!: string;

  @Field(() => OnMakeUpDays, { description: 'On make-up workdays (调休上班日安排).' })
  onMakeUpDays!: string;

  @Field(() => String, { nullable: true, description: 'What else people should know (说明).' })
  note!: string | null;

  @Field(() => DateTime, { description: 'When they were told (公布时间).' })
  toldAt!: string;
}
