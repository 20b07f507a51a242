/** What the acts on opening hours take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { DayHoursInput, OpeningWindowInput } from '../../../../graphql/types/hours-inputs.types.ts';
import { OnHolidays, OnMakeUpDays } from '../../../../graphql/types/hours.types.ts';
import { IdField, KeyField, NestedListField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { Place } from '../places/place.types.ts';

@InputType('SetOpeningHoursInput', {
  description: 'The rules by which a place is open, all of them anew (设置开放时间).',
})
export class SetOpeningHoursInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The place (阵地).')
  placeId!: string;

  @VersionField()
  expectedVersion!: number;

  @NestedListField(() => OpeningWindowInput, 'The times (开放时段), at most 20; where several meet they are one.', {
    max: 20,
  })
  windows!: OpeningWindowInput[];

  @Field(() => OnHolidays, { description: 'On statutory holidays (节假日安排).' })
  onHolidays!: keyof typeof OnHolidays;

  @Field(() => OnMakeUpDays, { description: 'On make-up workdays (调休上班日安排).' })
  onMakeUpDays!: keyof typeof OnMakeUpDays;

  @TextField('What else people should know (说明).', { max: 200, optional: true })
  note?: string | null;
}

@InputType('AddExceptionalDaysInput', {
  description: 'Days to come on which a place is closed or has other hours (发布临时闭馆或调整).',
})
export class AddExceptionalDaysInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The place (阵地).')
  placeId!: string;

  @Field(() => LocalDate, { description: 'The first of them (起始日期), today or later.' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'The last of them, itself included (截止日期); at most a year.' })
  lastDay!: string;

  @NestedListField(() => DayHoursInput, 'When it is open on each of them (当日时段), at most 5; none: closed.', {
    min: 0,
    max: 5,
  })
  hours!: DayHoursInput[];

  @TextField('Why (原因), for all to read.', { max: 200 })
  reason!: string;
}

@InputType('RemoveExceptionalDaysInput', {
  description: 'Exceptional days that are taken back (撤销临时闭馆或调整): those days are as the rules have them.',
})
export class RemoveExceptionalDaysInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The place (阵地).')
  placeId!: string;

  @Field(() => LocalDate, { description: 'One of the days (其中一日).' })
  day!: string;
}

@ObjectType()
abstract class HoursPayload extends Payload {
  @Field(() => Place, { nullable: true, description: 'The place (阵地) as it stands now.' })
  place!: Place | null;
}

@OutcomeOf('setOpeningHours', '设置开放时间')
export class SetOpeningHoursPayload extends HoursPayload {}

@OutcomeOf('addExceptionalDays', '发布临时闭馆或调整')
export class AddExceptionalDaysPayload extends HoursPayload {}

@OutcomeOf('removeExceptionalDays', '撤销临时闭馆或调整')
export class RemoveExceptionalDaysPayload extends HoursPayload {}
